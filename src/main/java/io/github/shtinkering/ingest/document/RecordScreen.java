package io.github.shtinkering.ingest.document;

/**
 * The cheap look at a document's bytes, before anything is parsed: whether it is text and whole, and whether it can matter.
 * Threads may share it.
 */
public final class RecordScreen {
    private final RelevanceFilter filter;
    private final int maxBytes;

    /** What the bytes are. */
    public enum Verdict {
        /** Nothing but blanks. */
        BLANK,
        /** Longer than what is looked at. */
        TOO_LONG,
        /** Text with a NUL byte. */
        HAS_NUL,
        /** No UTF-8. */
        NOT_UTF8,
        /** It does not begin and end as JSON or XML. */
        NOT_WHOLE,
        /** Whole, and of no interest to any format. */
        IRRELEVANT,
        /** Whole, and to be decoded. */
        MAY_MATTER
    }

    /**
     * @param filter rejects bytes that cannot matter
     * @param maxBytes longest document that is looked at
     */
    public RecordScreen(RelevanceFilter filter, int maxBytes) {
        this.filter = filter;
        this.maxBytes = maxBytes;
    }

    /** Whether the decoder would call these bytes irrelevant, and do no more. */
    public boolean rejects(byte[] bytes, int offset, int length) {
        return look(DocumentSpan.trimmed(bytes, offset, length)) == Verdict.IRRELEVANT;
    }

    public Verdict look(DocumentSpan document) {
        if (document.length() == 0) {
            return Verdict.BLANK;
        }
        if (document.length() > maxBytes) {
            return Verdict.TOO_LONG;
        }
        return switch (Utf8Check.check(document.bytes(), document.offset(), document.length())) {
            case HAS_NUL -> Verdict.HAS_NUL;
            case INVALID -> Verdict.NOT_UTF8;
            case TEXT -> lookAtText(document);
        };
    }

    private Verdict lookAtText(DocumentSpan document) {
        if (!document.isWhole()) {
            return Verdict.NOT_WHOLE;
        }
        boolean mayMatter = filter.mayMatter(document.bytes(), document.offset(), document.length());
        return mayMatter ? Verdict.MAY_MATTER : Verdict.IRRELEVANT;
    }
}
