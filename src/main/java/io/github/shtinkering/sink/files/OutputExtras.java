package io.github.shtinkering.sink.files;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What is written beside a complete output, from it: for its owner alone, and there when it is complete. */
public final class OutputExtras {
    /** The console in one file. */
    public static final String REPORT = "report.html";
    /** The evidence of all cases, a line each. */
    public static final String TIMELINE = "timeline.csv";

    private OutputExtras() {}

    /** Writes a file; an earlier one is replaced, and no link is followed. */
    public static void write(Path directory, String name, Content content) throws IOException {
        Path partial = directory.resolve('.' + name + ".partial");
        Files.deleteIfExists(partial);
        try {
            try (FileChannel channel =
                            OwnerOnly.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    Writer to = Channels.newWriter(channel, StandardCharsets.UTF_8.newEncoder(), 1 << 16)) {
                content.writeTo(to);
            }
            Files.move(
                    partial,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            if (Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(partial);
            }
        }
    }

    /** What stands in a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes it. */
        void writeTo(Writer to) throws IOException;
    }
}
