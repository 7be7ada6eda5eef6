package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.LittleEndian;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One chunk: up to 64 KiB with records one behind another, and all names and templates that they use. A record that is
 * damaged is told as such, and what stands behind it is found by the look of its head.
 */
final class Chunk {
    /** Bytes of a chunk. */
    static final int BYTES = 64 * 1024;

    private static final byte[] MAGIC = {'E', 'l', 'f', 'C', 'h', 'n', 'k', 0};
    private static final int FREE_SPACE_AT = 48;
    private static final int DATA_CHECKSUM_AT = 52;
    private static final int FLAGS_AT = 120; // the head's checksum is of what stands before, and of the tables
    private static final int HEAD_CHECKSUM_AT = 124;
    private static final int TABLES_AT = 128;
    private static final int RECORDS_AT = 512;

    private static final int RECORD_MAGIC = 0x2a2a;
    private static final int RECORD_HEAD_BYTES = 24; // magic, size, number, time
    private static final int SHORTEST_RECORD = RECORD_HEAD_BYTES + Integer.BYTES; // the size stands behind it again
    private static final int RECORD_SIZE_AT = 4;
    private static final int RECORD_NUMBER_AT = 8;
    private static final int KEPT_BYTES = 8 * 1024; // of what cannot be read

    private final byte[] bytes;
    private final int present;
    private final long number;
    private final boolean isLive;
    private final EventRenderer renderer;
    private final boolean headIsWhole;
    private final boolean dataIsWhole;
    private final int recordsEnd;
    private int at = RECORDS_AT;
    private long lastRecord = EventLogEntry.Place.NO_RECORD;
    private boolean saidDamaged;
    private boolean saidCut;

    /**
     * @param bytes of the chunk, zeros where the file ends within
     * @param present how many are there
     * @param number 1 for the first
     * @param header what the file says of itself
     */
    Chunk(byte[] bytes, int present, long number, FileHeader header, EventRenderer renderer) {
        this.bytes = bytes;
        this.present = present;
        this.number = number;
        this.isLive = header.isDirty();
        this.renderer = renderer;
        boolean hasChecksums =
                header.hasChecksums() && (LittleEndian.i32(bytes, FLAGS_AT) & FileHeader.NO_CHECKSUMS) == 0;
        long free = LittleEndian.u32(bytes, FREE_SPACE_AT);
        headIsWhole = free >= RECORDS_AT && free <= BYTES && (!hasChecksums || headChecksumHolds(bytes));
        recordsEnd = headIsWhole ? (int) free : BYTES;
        dataIsWhole = !hasChecksums || !headIsWhole || dataChecksumHolds(bytes, recordsEnd);
        renderer.begin(bytes);
    }

    /** Whether the bytes begin as a chunk does. */
    static boolean isChunk(byte[] bytes) {
        return Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static boolean headChecksumHolds(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, FLAGS_AT);
        crc.update(bytes, TABLES_AT, RECORDS_AT - TABLES_AT);
        return crc.getValue() == LittleEndian.u32(bytes, HEAD_CHECKSUM_AT);
    }

    private static boolean dataChecksumHolds(byte[] bytes, int end) {
        CRC32 crc = new CRC32();
        crc.update(bytes, RECORDS_AT, end - RECORDS_AT);
        return crc.getValue() == LittleEndian.u32(bytes, DATA_CHECKSUM_AT);
    }

    /** The next event or damage; null when there is no more. */
    @Nullable
    EventLogEntry next() {
        if (at < end() && !isRecord(at)) {
            EventLogEntry damage = gap();
            if (damage != null) {
                return damage;
            }
        }
        if (at < end() || (at >= recordsEnd && isNextOfLive())) {
            return record();
        }
        return saidDamaged ? null : damageOfWhole();
    }

    /** Behind the last byte that may belong to a record. */
    private int end() {
        return Math.min(recordsEnd, present);
    }

    private EventLogEntry record() {
        int begin = at;
        lastRecord = LittleEndian.i64(bytes, begin + RECORD_NUMBER_AT);
        at += LittleEndian.i32(bytes, begin + RECORD_SIZE_AT);
        EventLogEntry.Place place = new EventLogEntry.Place(number, lastRecord);
        try {
            return renderer.event(place, begin + RECORD_HEAD_BYTES, at - Integer.BYTES, at - begin);
        } catch (DamagedException e) {
            return damage(place, begin, at, String.valueOf(e.getMessage()));
        }
    }

    /** No record stands where one should: goes on to the next that can be found. Null where none need stand. */
    private @Nullable EventLogEntry gap() {
        int begin = at;
        int end = end();
        at++;
        while (at < end && !isRecord(at)) {
            at++;
        }
        boolean begins = hasRecordMagic(begin);
        if (at == end && !headIsWhole && !begins) {
            return null; // where the records end is not known, and this is behind them
        }
        boolean isCut = at == end && recordsEnd > present;
        String wrong = isCut ? cut() : "no whole record stands at byte " + begin;
        EventLogEntry.Place place = begins && begin + RECORD_HEAD_BYTES <= present
                ? new EventLogEntry.Place(number, LittleEndian.i64(bytes, begin + RECORD_NUMBER_AT))
                : EventLogEntry.Place.ofChunk(number);
        return damage(place, begin, at, wrong);
    }

    /** What is wrong with the chunk as a whole, when no record showed it; told once, as the last of all. */
    private @Nullable EventLogEntry damageOfWhole() {
        String wrong = null;
        if (recordsEnd > present && headIsWhole) {
            wrong = cut();
        } else if (!headIsWhole && !isLive) {
            wrong = "its head is damaged; its records were read as far as they are whole";
        } else if (!dataIsWhole && !isLive) {
            wrong = "the checksum of its records is wrong; they were read, and may have been changed";
        }
        return wrong == null ? null : damage(EventLogEntry.Place.ofChunk(number), 0, RECORDS_AT, wrong);
    }

    private String cut() {
        saidCut = true;
        return "the file ends within it";
    }

    /** Whether it has been told that the file ends within the chunk. */
    boolean saidCut() {
        return saidCut;
    }

    private EventLogEntry damage(EventLogEntry.Place place, int begin, int end, String wrong) {
        saidDamaged = true;
        return EventLogEntry.damage(place, head(bytes, begin, end), wrong);
    }

    /** A copy of bytes, cut to what is kept of those that cannot be read. */
    static byte[] head(byte[] bytes, int begin, int end) {
        return Arrays.copyOfRange(bytes, begin, Math.min(end, begin + KEPT_BYTES));
    }

    /** Whether a record stands at a place, by what it begins with and by its size, which it tells twice. */
    private boolean isRecord(int place) {
        if (place > present - SHORTEST_RECORD || !hasRecordMagic(place)) {
            return false;
        }
        int size = LittleEndian.i32(bytes, place + RECORD_SIZE_AT);
        return size >= SHORTEST_RECORD
                && size <= present - place
                && LittleEndian.i32(bytes, place + size - Integer.BYTES) == size;
    }

    private boolean hasRecordMagic(int place) {
        return place <= present - Integer.BYTES && LittleEndian.i32(bytes, place) == RECORD_MAGIC;
    }

    /** A log that was copied while it was written to has records behind the place where its head says they end. */
    private boolean isNextOfLive() {
        return isLive && isRecord(at) && LittleEndian.i64(bytes, at + RECORD_NUMBER_AT) == lastRecord + 1;
    }
}
