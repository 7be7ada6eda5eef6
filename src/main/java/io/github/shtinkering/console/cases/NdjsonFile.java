package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of one JSON document a line. A line that is none, or longer than any of the job's, is passed over. */
public final class NdjsonFile {
    private static final int LONGEST_LINE = 16 << 20;
    private static final int CHUNK = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private NdjsonFile() {}

    public static void forEach(Path file, Reader reader) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long position = 0;
            long start = 0;
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                int begin = 0;
                for (int i = 0; i < length; i++) {
                    if (chunk[i] == '\n') {
                        append(line, chunk, begin, i);
                        give(line, start, (int) Math.min(position + i - start, Integer.MAX_VALUE), reader);
                        line.reset();
                        begin = i + 1;
                        start = position + begin;
                    }
                }
                append(line, chunk, begin, length);
                position += length;
            }
            give(line, start, (int) Math.min(position - start, Integer.MAX_VALUE), reader);
        }
    }

    private static void append(ByteArrayOutputStream line, byte[] chunk, int begin, int end) {
        int room = Math.max(0, LONGEST_LINE - line.size());
        line.write(chunk, begin, Math.min(room, end - begin));
    }

    private static void give(ByteArrayOutputStream line, long start, int length, Reader reader) throws IOException {
        if (length == 0 || length > line.size()) {
            return;
        }
        JsonNode document;
        try {
            document = JSON.readTree(line.toByteArray());
        } catch (JsonProcessingException e) {
            return;
        }
        if (document != null && document.isObject()) {
            reader.read(document, start, length);
        }
    }

    /** Takes one document after the other. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes a document.
         *
         * @param start where its line begins in the file, in bytes
         * @param length of the line without its end, in bytes
         */
        void read(JsonNode document, long start, int length) throws IOException;
    }
}
