package io.github.shtinkering.sink.files;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document as a {@link DocumentJournal} holds it. */
final class JournalLine {
    private final byte[] line;
    private final long start;
    private final int keyAt;
    private final int digestAt;
    private final int jsonAt;

    private JournalLine(byte[] line, long start) {
        this.line = line;
        this.start = start;
        this.keyAt = afterTab(line, 0);
        this.digestAt = afterTab(line, keyAt);
        this.jsonAt = afterTab(line, digestAt);
    }

    long version() {
        return Long.parseLong(new String(line, 0, keyAt - 1, StandardCharsets.US_ASCII));
    }

    /** The key as the journal spells it, escaped. */
    String key() {
        return new String(line, keyAt, digestAt - keyAt - 1, StandardCharsets.UTF_8);
    }

    JournalDigest digest() {
        return JournalDigest.parse(new String(line, digestAt, jsonAt - digestAt - 1, StandardCharsets.UTF_8));
    }

    /** Where the JSON begins in the journal, in bytes. */
    long jsonOffset() {
        return start + jsonAt;
    }

    int jsonLength() {
        return line.length - jsonAt;
    }

    void writeJson(OutputStream out) throws IOException {
        out.write(line, jsonAt, jsonLength());
        out.write('\n');
    }

    /** Reads the lines of a journal from one length it had to a later one. */
    static void forEach(Path journal, long from, long to, Reader reader) throws IOException {
        if (from >= to) {
            return;
        }
        try (InputStream in = Files.newInputStream(journal)) {
            in.skipNBytes(from);
            byte[] chunk = new byte[1 << 16];
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (long position = from; position < to; ) {
                int length = in.read(chunk, 0, (int) Math.min(chunk.length, to - position));
                if (length < 0) {
                    throw new EOFException("the journal " + journal + " ends at " + position + " before " + to);
                }
                int begin = 0;
                for (int i = 0; i < length; i++) {
                    if (chunk[i] == '\n') {
                        line.write(chunk, begin, i - begin);
                        reader.read(new JournalLine(line.toByteArray(), position + i - line.size()));
                        line.reset();
                        begin = i + 1;
                    }
                }
                line.write(chunk, begin, length - begin);
                position += length;
            }
        }
    }

    private static int afterTab(byte[] line, int from) {
        for (int i = from; i < line.length; i++) {
            if (line[i] == '\t') {
                return i + 1;
            }
        }
        throw new IllegalStateException("a line of the journal has no head: another program has changed it");
    }

    /** Takes one line after the other. */
    @FunctionalInterface
    interface Reader {
        void read(JournalLine line) throws IOException;
    }
}
