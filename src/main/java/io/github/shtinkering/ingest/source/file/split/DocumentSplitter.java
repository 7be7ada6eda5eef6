package io.github.shtinkering.ingest.source.file.split;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one file into documents. What cannot be a document is cut out too, so that nothing is lost and
 * reading goes on behind it; a document over the limit is skipped without being held in memory.
 *
 * <p>The cuts depend on the bytes alone, so that a restored reader can count its way back to where it was.
 */
public abstract class DocumentSplitter implements StoredDocuments {
    private static final int KEPT_BYTES = 8 * 1024; // of what cannot be used, for its dead letter

    /** What is read; it begins with the document at hand. */
    protected final ByteWindow window;
    /** How many bytes of the window have been found to belong to the document at hand. */
    protected int end;

    private final int limit;
    private boolean saidBroken;
    private byte @Nullable [] head; // of the document at hand, once it is too long
    private long headLine;
    private long dropped;

    /**
     * @param limit longest document in bytes
     */
    protected DocumentSplitter(ByteWindow window, int limit) {
        this.window = window;
        this.limit = limit;
    }

    /**
     * A splitter for what the file holds, judged by its content.
     *
     * @param limit longest document in bytes
     */
    public static DocumentSplitter of(ByteWindow window, int limit) throws IOException {
        int begin = 0;
        while (begin < window.length() || (begin <= limit && window.grow())) {
            int blank = window.blankAt(begin);
            if (blank == 0) {
                return of(window, begin, limit);
            }
            begin += blank;
        }
        return new LineSplitter(window, limit);
    }

    private static DocumentSplitter of(ByteWindow window, int begin, int limit) throws IOException {
        return switch (window.at(begin)) {
            case '<' -> isPriority(window, begin) ? new LineSplitter(window, limit) : new XmlSplitter(window, limit);
            case '{', '[' ->
                spansLines(window, begin, limit) ? new JsonSplitter(window, limit) : new LineSplitter(window, limit);
            default -> new LineSplitter(window, limit);
        };
    }

    /** Whether a line of syslog begins: {@code <13>}, where XML has a name. */
    private static boolean isPriority(ByteWindow window, int begin) throws IOException {
        boolean hasNext = begin + 1 < window.length() || window.grow();
        return hasNext && window.at(begin + 1) >= '0' && window.at(begin + 1) <= '9';
    }

    /** Whether the first JSON value goes on behind its line; a line that ends within a string is only a broken one. */
    private static boolean spansLines(ByteWindow window, int begin, int limit) throws IOException {
        JsonNesting nesting = new JsonNesting();
        for (int i = begin; i - begin <= limit && (i < window.length() || window.grow()); i++) {
            byte next = window.at(i);
            if (!nesting.accept(next) || nesting.isClosed()) {
                return false;
            }
            if (next == '\n') {
                return true;
            }
        }
        // The line does not end: an array is read by its elements, anything else is one (too long) line.
        return window.at(begin) == '[';
    }

    @Override
    public final @Nullable RawRecord next() throws IOException {
        RawRecord document = split();
        String broken = window.broken();
        if (document == null && broken != null && !saidBroken) {
            saidBroken = true;
            document = RawRecord.brokenPacking(window.head(KEPT_BYTES), window.length(), window.line(), broken);
            window.consume(window.length());
        }
        return document;
    }

    @Override
    public final void close() throws IOException {
        window.close();
    }

    /** The next document; null at the end of the file, or when all that is left is what a broken gzip cut off. */
    protected abstract @Nullable RawRecord split() throws IOException;

    /** Whether there is a byte at {@link #end}; reads on for it, and lets go of a document that is too long. */
    protected final boolean hasByte() throws IOException {
        if (end < window.length()) {
            return true;
        }
        if (isTooLong()) {
            drop();
        }
        return window.grow();
    }

    protected final boolean isTooLong() {
        return head != null || end > limit;
    }

    /** Cuts out the bytes up to {@link #end}, blanks around them apart; null when all of them are blank. */
    protected final @Nullable RawRecord take() throws IOException {
        if (isTooLong()) {
            drop();
        }
        byte[] tooLong = head;
        RawRecord document = tooLong == null ? trimmed() : RawRecord.tooLong(tooLong, dropped + end, headLine);
        skip();
        head = null;
        dropped = 0;
        return document;
    }

    /** Cuts out what is left at the end of the file; null when it is blank, or when the gzip broke within it. */
    protected final @Nullable RawRecord takeRest() throws IOException {
        return window.broken() == null || isTooLong() ? take() : null;
    }

    /** Passes over the bytes up to {@link #end}. */
    protected final void skip() {
        window.consume(end);
        end = 0;
    }

    /** Passes over one blank (or byte-order mark) at the beginning of the window; false when there is none. */
    protected final boolean skipBlank() throws IOException {
        end = window.blankAt(0);
        boolean isBlank = end > 0;
        skip();
        return isBlank;
    }

    /** Whether the window holds a text at an index; reads on for it. */
    protected final boolean isAt(int index, String ascii) throws IOException {
        while (window.length() < index + ascii.length()) {
            if (!window.grow()) {
                return false;
            }
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (window.at(index + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void drop() {
        if (head == null) {
            head = window.head(KEPT_BYTES);
            headLine = window.line();
        }
        dropped += end;
        skip();
    }

    private @Nullable RawRecord trimmed() throws IOException {
        int begin = 0;
        while (begin < end && window.blankAt(begin) > 0) {
            begin += window.blankAt(begin);
        }
        int last = end;
        while (begin < last && ByteWindow.isBlank(window.at(last - 1))) {
            last--;
        }
        return begin >= last
                ? null
                : RawRecord.document(window.bytes(), window.start() + begin, last - begin, window.line());
    }
}
