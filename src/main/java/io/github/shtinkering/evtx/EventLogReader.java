package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event log file from its first byte to its last, and holds one chunk of it in memory. It gives every record of
 * every chunk, in the order of the file, and in its place a word on each that cannot be read. Blank chunks, and what
 * stands between the records' end and the chunk's, are left out. What is given depends on the bytes alone.
 *
 * <p>Nothing that a file holds makes it throw, and what it takes of memory and work is bounded by the file's length.
 */
public final class EventLogReader implements AutoCloseable {
    /** Bytes that tell an event log from other files. */
    public static final int MAGIC_BYTES = 8;

    private static final byte[] BLANK = new byte[Chunk.BYTES];

    private final InputStream in;
    private final EventRenderer renderer;
    private final byte[] bytes = new byte[Chunk.BYTES]; // of one chunk after another; nothing of it is handed out
    private FileHeader header = FileHeader.USUAL;
    private boolean readHeader;
    private boolean ended;
    private @Nullable String broken;
    private long chunks;
    private @Nullable Chunk chunk;

    /**
     * Reads a file.
     *
     * @param in the file from its first byte; it is closed with the reader
     * @param limit longest XML of an event in bytes; a longer one is damage
     */
    public EventLogReader(InputStream in, int limit) {
        this(in, limit, EventScreen.NONE);
    }

    /**
     * Reads a file, and writes no XML for events of no interest.
     *
     * @param in the file from its first byte; it is closed with the reader
     * @param limit longest XML of an event in bytes; a longer one is damage
     * @param screen tells which events are of interest
     */
    public EventLogReader(InputStream in, int limit, EventScreen screen) {
        this.in = in;
        renderer = new EventRenderer(limit, screen);
    }

    /** Whether these first bytes of a file, at least {@link #MAGIC_BYTES}, say that it is an event log. */
    public static boolean isMagic(byte[] bytes, int offset, int length) {
        return FileHeader.isMagic(bytes, offset, length);
    }

    /**
     * The next event, or what is wrong where it should be; null at the end of the file.
     *
     * @throws IOException when the file cannot be read; a stream that unpacks it and says that it is broken (a {@link
     *     ZipException} or {@link EOFException}) ends the file
     */
    public @Nullable EventLogEntry next() throws IOException {
        if (!readHeader) {
            readHeader = true;
            EventLogEntry damage = header();
            if (damage != null) {
                return damage;
            }
        }
        EventLogEntry entry = chunk == null ? null : chunk.next();
        while (entry == null && !ended) {
            entry = nextChunk();
        }
        return entry == null ? breach() : entry;
    }

    private @Nullable EventLogEntry header() throws IOException {
        byte[] head = new byte[FileHeader.HEAD_BYTES];
        int present = fill(head);
        String damage = null;
        if (present == head.length) {
            try {
                header = FileHeader.read(head);
            } catch (DamagedException e) {
                damage = e.getMessage();
            }
            present += fill(new byte[header.bytes() - head.length]);
        }
        if (present < header.bytes()) {
            ended = true;
            damage = "the file ends within its header" + (broken == null ? "" : ": " + broken);
            broken = null;
        }
        return damage == null ? null : damage(head, head.length, damage);
    }

    /** The first entry of the next chunk; null when it has none, and at the end. */
    private @Nullable EventLogEntry nextChunk() throws IOException {
        int present = fill(bytes);
        Arrays.fill(bytes, present, bytes.length, (byte) 0);
        ended = present < bytes.length;
        chunks++;
        chunk = Chunk.isChunk(bytes) ? new Chunk(bytes, present, chunks, header, renderer) : null;
        if (chunk != null) {
            return chunk.next();
        }
        return Arrays.equals(bytes, BLANK) ? null : damage(bytes, present, "it does not begin as a chunk does");
    }

    /** That the file could not be unpacked to its end; null when it could, or when its last chunk told that it is cut. */
    private @Nullable EventLogEntry breach() {
        String cause = broken;
        broken = null;
        boolean isTold = chunk != null && chunk.saidCut();
        return cause == null || isTold ? null : damage(BLANK, 0, "the file ends here: " + cause);
    }

    private EventLogEntry damage(byte[] bytes, int present, String damage) {
        return EventLogEntry.damage(EventLogEntry.Place.ofChunk(chunks), Chunk.head(bytes, 0, present), damage);
    }

    /** Reads until the bytes are full; tells how many there were. */
    private int fill(byte[] bytes) throws IOException {
        int filled = 0;
        while (filled < bytes.length && broken == null) {
            int count = read(bytes, filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled;
    }

    private int read(byte[] bytes, int from) throws IOException {
        try {
            return in.read(bytes, from, bytes.length - from);
        } catch (ZipException | EOFException e) {
            broken = String.valueOf(e.getMessage());
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
