package io.github.shtinkering.console.cases.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a file says, read again when the file was replaced. While one thread reads, the others go on with what was read
 * before.
 *
 * @param <T> what is made of the file, immutable
 */
final class WatchedFile<T> {
    private final Path file;
    private final T absent;
    private final Reader<T> reader;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read<T> read;

    /** Says {@code absent} for as long as there is no such file. */
    WatchedFile(Path file, T absent, Reader<T> reader) {
        this.file = file;
        this.absent = absent;
        this.reader = reader;
    }

    T value() throws IOException {
        return read().value();
    }

    Read<T> read() throws IOException {
        Read<T> known = read;
        FileVersion version = FileVersion.of(file);
        if (known != null && Objects.equals(known.version(), version)) {
            return known;
        }
        if (!reading.tryLock()) {
            if (known != null) {
                return known;
            }
            reading.lock();
        }
        try {
            return readAgain();
        } finally {
            reading.unlock();
        }
    }

    private Read<T> readAgain() throws IOException {
        // The version comes first: what is replaced while it is read is then read once more.
        FileVersion version = FileVersion.of(file);
        Read<T> known = read;
        if (known != null && Objects.equals(known.version(), version)) {
            return known;
        }
        Read<T> now = new Read<>(version, version == null ? absent : content());
        read = now;
        return now;
    }

    private T content() throws IOException {
        try {
            return reader.read(file);
        } catch (NoSuchFileException e) {
            return absent;
        }
    }

    Path file() {
        return file;
    }

    /**
     * What was read.
     *
     * @param version of which file; null for none
     */
    record Read<T>(@Nullable FileVersion version, T value) {}

    /** Makes something of a file. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Path file) throws IOException;
    }
}
