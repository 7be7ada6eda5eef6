package io.github.shtinkering.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * The directory that a reader sees, and the hidden one inside it where the job keeps its journals. A file of the first
 * kind appears by an atomic rename and so is never half there; files that the job did not write are left alone.
 */
public final class OutputDirectory {
    static final String ALERTS = "alerts.ndjson";
    static final String CASES = "cases.ndjson";
    static final String CAMPAIGNS = "campaigns.ndjson";
    static final String HOSTS = "hosts.ndjson";
    static final String DEAD_LETTERS = "dead-letter.ndjson";
    static final String AUDIT = "audit.ndjson";
    static final String HEALTH = "health.json";
    static final String SUMMARY = "summary.json";

    private static final String[] PUBLISHED = {ALERTS, CASES, CAMPAIGNS, HOSTS, DEAD_LETTERS, AUDIT, HEALTH, SUMMARY};
    private static final Map<OutputDocument.Kind, String> JOURNALS = Map.of(
            OutputDocument.Kind.ALERT, "alerts.journal",
            OutputDocument.Kind.CASE_UPDATE, "cases.journal",
            OutputDocument.Kind.CAMPAIGN, "campaigns.journal",
            OutputDocument.Kind.HOST, "hosts.journal",
            OutputDocument.Kind.DEAD_LETTER, "dead-letter.journal",
            OutputDocument.Kind.AUDIT, "audit.journal");

    private final Path directory;
    private final Path hidden;

    OutputDirectory(Path directory) {
        this.directory = directory;
        this.hidden = directory.resolve(".shtinkering");
    }

    /**
     * Makes the directory where it is missing and proves that it can be written.
     *
     * @throws IllegalArgumentException with one sentence for the person who named the directory
     */
    void requireWritable() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            Files.delete(Files.createTempFile(directory, ".probe", null));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the output directory " + directory + " cannot be written ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); name a directory that this user may create and write",
                    e);
        }
    }

    /** Makes the place for the journals. */
    void open() throws IOException {
        requireWritable();
        Files.createDirectories(hidden);
    }

    /** Removes what an earlier run left, published or not, so that what is found there later is this run's. */
    void forgetEarlierRun() throws IOException {
        for (String name : PUBLISHED) {
            Files.deleteIfExists(directory.resolve(name));
        }
        for (String name : JOURNALS.values()) {
            Files.deleteIfExists(hidden.resolve(name));
        }
    }

    /** Whether a run that writes to a directory replaces this file; both absolute and normalised. */
    public static boolean replaces(Path directory, Path file) {
        return Stream.of(PUBLISHED).anyMatch(name -> directory.resolve(name).equals(file));
    }

    /** The kinds of documents that are kept; counts are summed up instead. */
    static Set<OutputDocument.Kind> journalKinds() {
        return JOURNALS.keySet();
    }

    Path journal(OutputDocument.Kind kind) {
        String name = JOURNALS.get(kind);
        if (name == null) {
            throw new IllegalArgumentException("no journal is kept for " + kind);
        }
        return hidden.resolve(name);
    }

    boolean hasJournals() {
        return Files.isRegularFile(journal(OutputDocument.Kind.ALERT));
    }

    /** Puts a complete file in its place: written aside, forced to the disk, renamed. */
    void publish(String name, Content content) throws IOException {
        Path aside = hidden.resolve(name + ".partial");
        try (FileChannel channel = FileChannel.open(
                        aside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
        try {
            Files.move(
                    aside,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system of " + directory + " cannot rename a file in one step", e);
        }
    }

    /** Makes the renames as durable as the contents. */
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Removes the hidden directory; what was published stays. The journal that {@link #hasJournals()} looks for goes first,
     * so a job that dies meanwhile and comes back does not look for the others.
     */
    void removeJournals() throws IOException {
        Files.deleteIfExists(journal(OutputDocument.Kind.ALERT));
        FileUtils.deleteDirectory(hidden.toFile());
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /** What a published file consists of. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
