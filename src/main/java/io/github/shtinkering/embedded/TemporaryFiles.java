package io.github.shtinkering.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One directory for all temporary files of this process, which goes with it: Flink alone leaves 21 MB behind each time. A
 * process that is killed cannot remove its own, so the next one does: a directory is in use as long as the lock in it is
 * held.
 */
public final class TemporaryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);
    private static final String PREFIX = "shtinkering-run-";
    private static final String LOCK = "lock";

    /** A channel that nobody refers to is closed by the garbage collection, and its lock is lost. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    private static @Nullable Path ofThisProcess;

    private TemporaryFiles() {}

    /**
     * The directory of this process, which nobody else may read.
     *
     * @throws IOException when it cannot be made
     */
    public static synchronized Path ofThisProcess() throws IOException {
        if (ofThisProcess == null) {
            Path made = makeLocked(Files.createTempDirectory(PREFIX));
            removeForgotten(made);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made), "temporary-files"));
            ofThisProcess = made;
        }
        return ofThisProcess;
    }

    /**
     * The lock is held until the process ends, however it does. It has its name when it is held, not before: the directory
     * of a process that only starts is no forgotten one.
     */
    static Path makeLocked(Path directory) throws IOException {
        Path unnamed = directory.resolve(LOCK + "-new");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new IOException("cannot lock a file in the temporary directory " + directory);
        }
        HELD.add(channel);
        Files.move(unnamed, directory.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        return directory;
    }

    /** Removes what processes of the same user left beside a directory and could not remove themselves. */
    static void removeForgotten(Path own) throws IOException {
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(own.toAbsolutePath().getParent(), PREFIX + "*")) {
            for (Path directory : directories) {
                // Closing a channel to the own lock would give it up.
                if (!Files.isSameFile(directory, own) && isOfTheOwner(own, directory) && isForgotten(directory)) {
                    remove(directory);
                }
            }
        }
    }

    /** Where everybody may write, the name says nothing. */
    private static boolean isOfTheOwner(Path own, Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }

    private static boolean isForgotten(Path directory) {
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Follows no link. What cannot be removed is left to the next process, and the lock with it, which goes last: Flink
     * clears up at the same time, and may be faster or slower.
     */
    private static void remove(Path directory) {
        Path lock = directory.resolve(LOCK);
        try {
            Files.walkFileTree(directory, new Removal(directory, lock));
            try (Stream<Path> left = Files.list(directory)) {
                if (left.allMatch(lock::equals)) {
                    Files.deleteIfExists(lock);
                    Files.deleteIfExists(directory);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("temporary files are left in {}", directory, e);
        }
    }

    /** Removes all but a directory itself and its lock, as far as it can. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        private final Path directory;
        private final Path lock;

        Removal(Path directory, Path lock) {
            this.directory = directory;
            this.lock = lock;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!file.equals(lock)) {
                remove(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException problem) {
            if (!emptied.equals(directory)) {
                remove(emptied);
            }
            return FileVisitResult.CONTINUE;
        }

        private static void remove(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debug("a temporary file is left: {}", file, e);
            }
        }
    }
}
