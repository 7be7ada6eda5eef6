package io.github.shtinkering.ingest.document;

/** The fast look at the bytes that rejects what cannot matter, before anything is parsed. */
@FunctionalInterface
public interface RelevanceFilter {
    /** Lets every record through. */
    RelevanceFilter ACCEPT_ALL = (bytes, offset, length) -> true;

    /** Returns false only when no decoder could make a fact of these bytes. */
    boolean mayMatter(byte[] bytes, int offset, int length);
}
