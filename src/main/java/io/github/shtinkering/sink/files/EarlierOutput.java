package io.github.shtinkering.sink.files;

/** What becomes of the output that another run has left in the directory. */
public enum EarlierOutput {
    /** It is deleted when the run starts. */
    REPLACED,
    /** It stays, and the run does not start. */
    KEPT
}
