package io.github.shtinkering.sink.files;

import io.github.shtinkering.sink.OutputDocument;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a reader sees, and the hidden one inside it where the job keeps its journals. A file of the first
 * kind appears by an atomic rename and so is never half there; files that the job did not write are left alone.
 *
 * <p>Output holds raw records, so only its owner may read it. No symbolic link inside the directory is followed.
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

    private static final String[] PUBLISHED = {
        ALERTS,
        CASES,
        CAMPAIGNS,
        HOSTS,
        DEAD_LETTERS,
        AUDIT,
        HEALTH,
        SUMMARY,
        OutputExtras.REPORT,
        OutputExtras.TIMELINE
    };
    private static final Map<OutputDocument.Kind, String> JOURNALS = Map.of(
            OutputDocument.Kind.ALERT, "alerts.journal",
            OutputDocument.Kind.CASE_UPDATE, "cases.journal",
            OutputDocument.Kind.CAMPAIGN, "campaigns.journal",
            OutputDocument.Kind.HOST, "hosts.journal",
            OutputDocument.Kind.DEAD_LETTER, "dead-letter.journal",
            OutputDocument.Kind.AUDIT, "audit.journal");

    /** Names the run that writes here, as long as it does. */
    private static final String RUN = "run";

    private static final String PARTIAL = ".partial";

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
            OwnerOnly.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".probe", null));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the output directory " + directory + " cannot be written ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); name a directory that this user may create and write",
                    e);
        }
    }

    /**
     * Proves that a run may start here.
     *
     * @param run its id
     * @throws OutputInUseException when it may not; the message says why and how to mend it
     */
    void requireFree(String run, EarlierOutput earlier) throws IOException {
        refuseLinks();
        if (run.equals(owner())) {
            return;
        }
        if (isOfARun()) {
            if (earlier == EarlierOutput.KEPT) {
                throw new OutputInUseException("the output directory " + directory + " holds the output of another run:"
                        + " name a new directory, go on from that run's savepoint, or let it be replaced (--replace)");
            }
            return;
        }
        for (String name : PUBLISHED) {
            if (Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new OutputInUseException("the output directory " + directory + " holds a file " + name
                        + " that no run has written: name another directory, or move the file away");
            }
        }
    }

    /** The summary is published last and the hidden directory goes after that: one of them is always there. */
    private boolean isOfARun() {
        return Files.exists(directory.resolve(SUMMARY), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(hidden, LinkOption.NOFOLLOW_LINKS);
    }

    /** A link would make the job write or delete elsewhere. */
    private void refuseLinks() throws IOException {
        Stream<Path> names = Stream.concat(
                Stream.concat(Stream.of(hidden), Stream.of(PUBLISHED).map(directory::resolve)), hiddenFiles());
        for (Path file : names.toList()) {
            if (Files.isSymbolicLink(file)) {
                throw new OutputInUseException(
                        "the output directory " + directory + " holds a symbolic link, " + directory.relativize(file)
                                + ", where the job writes: remove the link, or name another directory");
            }
        }
    }

    private Stream<Path> hiddenFiles() {
        return Stream.concat(
                        Stream.concat(Stream.of(RUN), JOURNALS.values().stream()),
                        Stream.of(PUBLISHED).map(name -> name + PARTIAL))
                .map(hidden::resolve);
    }

    private @Nullable String owner() throws IOException {
        Path file = hidden.resolve(RUN);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.readString(file).strip()
                : null;
    }

    /** Starts a run's output; what an earlier run left goes, published or not, so that what is found later is this run's. */
    void start(String run, EarlierOutput earlier) throws IOException {
        requireFree(run, earlier);
        open(run);
        for (String name : PUBLISHED) {
            Files.deleteIfExists(directory.resolve(name));
        }
        for (String name : JOURNALS.values()) {
            Files.deleteIfExists(hidden.resolve(name));
        }
    }

    /** Makes the place for a run's journals, or goes on with that of the run that it continues. */
    void open(String run) throws IOException {
        requireWritable();
        refuseLinks();
        OwnerOnly.createDirectories(hidden);
        Path file = hidden.resolve(RUN);
        Files.deleteIfExists(file);
        OwnerOnly.writeNew(file, run);
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
        Path aside = hidden.resolve(name + PARTIAL);
        Files.deleteIfExists(aside);
        try (FileChannel channel = OwnerOnly.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
        for (Path file : hiddenFiles().toList()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(hidden);
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
