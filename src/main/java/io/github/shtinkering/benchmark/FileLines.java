package io.github.shtinkering.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/** The lines of a file, all in memory. */
public final class FileLines {
    private final byte[] bytes;
    private final int[] ends;

    private FileLines(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** What is done with each line. */
    interface Taker {
        void take(byte[] bytes, int offset, int length);
    }

    /** Reads a file of less than 2 GB; its last line may lack an end. */
    public static FileLines of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int[] ends = new int[1 << 20];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                ends = count == ends.length ? Arrays.copyOf(ends, 2 * count) : ends;
                ends[count++] = i;
            }
        }
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            ends = Arrays.copyOf(ends, count + 1);
            ends[count++] = bytes.length;
        }
        return new FileLines(bytes, Arrays.copyOf(ends, count));
    }

    int count() {
        return ends.length;
    }

    long size() {
        return bytes.length;
    }

    void forEach(Taker taker) {
        int start = 0;
        for (int end : ends) {
            taker.take(bytes, start, end - start);
            start = end + 1;
        }
    }

    /** Each line as an array of its own. */
    public Iterator<byte[]> iterator() {
        return IntStream.range(0, ends.length)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i == 0 ? 0 : ends[i - 1] + 1, ends[i]))
                .iterator();
    }
}
