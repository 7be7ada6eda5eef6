package io.github.shtinkering.ingest.source.file.split;

import io.github.shtinkering.evtx.EventLogEntry;
import org.jspecify.annotations.Nullable;

/** A stretch of a file's (unpacked) bytes that holds one document, or that says why there is none. */
public final class RawRecord {
    /** What the bytes are. */
    public enum Kind {
        /** A line, a JSON document, or an event in XML. */
        DOCUMENT,
        /** The beginning of a document that is longer than the limit. */
        TOO_LONG,
        /** What could be unpacked of the last document before the gzip or the archive's member broke. */
        BROKEN_PACKING,
        /** An event of an event log that cannot matter; its bytes are not there. */
        REJECTED_EVENT,
        /** What stands in an event log where an event should. */
        DAMAGED_EVENT,
        /** No bytes: a file has been read to its end. */
        END_OF_FILE
    }

    public final Kind kind;
    public final byte[] bytes;
    public final int offset;
    public final int length;
    /** The document's bytes in the file: more than {@link #length} when it is too long, other in an event log. */
    public final long size;
    /** The line it begins in, 1 for the first; 0 in an event log, which has none. */
    final long line;
    /** Where it stands in an event log; null in every other file. */
    final EventLogEntry.@Nullable Place eventLogPlace;
    /** What is wrong, when it is broken or damaged. */
    public final @Nullable String cause;
    /** Whether its file holds dead letters that are to be sent through again. */
    public boolean inDeadLetters;

    private RawRecord(Kind kind, byte[] bytes, int offset, int length, long size, long line, @Nullable String cause) {
        this(kind, bytes, offset, length, size, line, null, cause);
    }

    private RawRecord(
            Kind kind,
            byte[] bytes,
            int offset,
            int length,
            long size,
            long line,
            EventLogEntry.@Nullable Place eventLogPlace,
            @Nullable String cause) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.size = size;
        this.line = line;
        this.eventLogPlace = eventLogPlace;
        this.cause = cause;
    }

    static RawRecord document(byte[] bytes, int offset, int length, long line) {
        return new RawRecord(Kind.DOCUMENT, bytes, offset, length, length, line, null);
    }

    static RawRecord tooLong(byte[] head, long size, long line) {
        return new RawRecord(Kind.TOO_LONG, head, 0, head.length, size, line, null);
    }

    static RawRecord brokenPacking(byte[] head, long size, long line, String cause) {
        return new RawRecord(Kind.BROKEN_PACKING, head, 0, head.length, size, line, cause);
    }

    static RawRecord ofEventLog(EventLogEntry entry) {
        Kind kind =
                entry.damage() != null ? Kind.DAMAGED_EVENT : entry.isRejected() ? Kind.REJECTED_EVENT : Kind.DOCUMENT;
        return new RawRecord(
                kind, entry.bytes(), entry.offset(), entry.length(), entry.size(), 0, entry.place(), entry.damage());
    }

    public static RawRecord endOfFile() {
        return new RawRecord(Kind.END_OF_FILE, new byte[0], 0, 0, 0, 0, null);
    }

    /** Where it begins in its file: the line, or the event log's chunk and record. */
    public String place() {
        if (eventLogPlace == null) {
            return Long.toString(line);
        }
        String chunk = "chunk-" + eventLogPlace.chunk();
        return eventLogPlace.isRecord() ? chunk + ":record-" + eventLogPlace.record() : chunk;
    }
}
