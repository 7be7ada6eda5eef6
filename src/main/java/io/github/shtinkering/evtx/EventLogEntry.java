package io.github.shtinkering.evtx;

import org.jspecify.annotations.Nullable;

/** What an event log file holds at one place: an event, or something that could not be read. */
public final class EventLogEntry {
    private final Place place;
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final long size;
    private final boolean isRejected;
    private final @Nullable String damage;

    /**
     * Where in the file.
     *
     * @param chunk 1 for the first, 0 for the file's header
     * @param record the number of the record, as the file says; negative when the place is no record
     */
    public record Place(long chunk, long record) {
        static final long NO_RECORD = -1;

        static Place ofChunk(long chunk) {
            return new Place(chunk, NO_RECORD);
        }

        /** Whether it is one record. */
        public boolean isRecord() {
            return record != NO_RECORD;
        }
    }

    private EventLogEntry(
            Place place, byte[] bytes, int offset, int length, long size, boolean isRejected, @Nullable String damage) {
        this.place = place;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.size = size;
        this.isRejected = isRejected;
        this.damage = damage;
    }

    static EventLogEntry event(Place place, byte[] bytes, int offset, int length, long size) {
        return new EventLogEntry(place, bytes, offset, length, size, false, null);
    }

    static EventLogEntry rejected(Place place, long size) {
        return new EventLogEntry(place, new byte[0], 0, 0, size, true, null);
    }

    static EventLogEntry damage(Place place, byte[] bytes, String damage) {
        return new EventLogEntry(place, bytes, 0, bytes.length, bytes.length, false, damage);
    }

    /** Where it stands in the file. */
    public Place place() {
        return place;
    }

    /** The array in which {@link #offset} and {@link #length} are; nobody changes them any more. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in the array the event's XML begins (UTF-8), or what could not be read, as it stands in the file. */
    public int offset() {
        return offset;
    }

    /** Bytes of the XML; of what could not be read, cut to a bound. */
    public int length() {
        return length;
    }

    /** Bytes of the record in the file; of what could not be read, as {@link #length}. */
    public long size() {
        return size;
    }

    /** Whether it is an event that the screen rejected: it has no bytes. */
    public boolean isRejected() {
        return isRejected;
    }

    /** What is wrong, as a clause that can follow a colon; null for an event. */
    public @Nullable String damage() {
        return damage;
    }
}
