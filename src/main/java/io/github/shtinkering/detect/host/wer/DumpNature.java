package io.github.shtinkering.detect.host.wer;

/** Whose dump a file is, by its writer and its name. Names are part of the state format. */
public enum DumpNature {
    /** WER's own name for a dump of LSASS, written by WerFault or WerFaultSecure, or by nobody that a source names. */
    LSASS_BY_WER,
    /** Written by a WER process under a name that tells nothing (8.3, stream, own choice of a tool). */
    UNREADABLE_BY_WER,
    /** WER's own name for a dump of another program: it exonerates a launch of unknown target. */
    OTHER_PROGRAM_BY_WER,
    /** A file named like a dump of LSASS, written by another program: another technique. */
    LSASS_BY_OTHER,
    /** A file of WER's exact name for LSASS, written by a backup, setup or copy tool. */
    LSASS_COPY
}
