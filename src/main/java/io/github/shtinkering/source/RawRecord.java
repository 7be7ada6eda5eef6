package io.github.shtinkering.source;

import org.jspecify.annotations.Nullable;

/** A stretch of a file's (unpacked) bytes that holds one document, or that says why there is none. */
final class RawRecord {
    /** What the bytes are. */
    enum Kind {
        /** A line, a JSON document, or an event in XML. */
        DOCUMENT,
        /** The beginning of a document that is longer than the limit. */
        TOO_LONG,
        /** What could be unpacked of the last document before the gzip broke. */
        BROKEN_GZIP,
        /** No bytes: a file has been read to its end. */
        END_OF_FILE
    }

    final Kind kind;
    final byte[] bytes;
    final int offset;
    final int length;
    /** The document's bytes in the file: more than {@link #length} when it is too long. */
    final long size;
    /** The line it begins in, 1 for the first. */
    final long line;
    /** What the unpacking said when the gzip broke. */
    final @Nullable String cause;
    /** Whether its file holds dead letters that are to be sent through again. */
    boolean inDeadLetters;

    private RawRecord(Kind kind, byte[] bytes, int offset, int length, long size, long line, @Nullable String cause) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.size = size;
        this.line = line;
        this.cause = cause;
    }

    static RawRecord document(byte[] bytes, int offset, int length, long line) {
        return new RawRecord(Kind.DOCUMENT, bytes, offset, length, length, line, null);
    }

    static RawRecord tooLong(byte[] head, long size, long line) {
        return new RawRecord(Kind.TOO_LONG, head, 0, head.length, size, line, null);
    }

    static RawRecord brokenGzip(byte[] head, long size, long line, String cause) {
        return new RawRecord(Kind.BROKEN_GZIP, head, 0, head.length, size, line, cause);
    }

    static RawRecord endOfFile() {
        return new RawRecord(Kind.END_OF_FILE, new byte[0], 0, 0, 0, 0, null);
    }
}
