package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.source.file.unpack.ZipArchive;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * The stored telemetry of a replay, in the order in which it arrives.
 *
 * @param files what is read, in order: inputs as they were given, a directory's files in byte order of their relative
 *     paths, an archive's members in byte order of their names
 * @param passedOver what lay in the directories and archives and is not read: other suffixes, links, archives in archives
 */
public record InputFiles(List<InputFile> files, List<String> passedOver) implements Serializable {
    private static final List<String> SUFFIXES = List.of(".ndjson", ".jsonl", ".log", ".json", ".xml", ".evtx");
    private static final String GZIP_SUFFIX = ".gz";
    private static final String ZIP_SUFFIX = ".zip";
    private static final int LONGEST_MEMBER_NAME = 4_096;
    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    private static final Comparator<Path> PATHS_BY_BYTES = Comparator.comparing(Path::toString, BY_BYTES);

    public InputFiles {
        files = List.copyOf(files);
        passedOver = List.copyOf(passedOver);
    }

    /**
     * Finds the files below the inputs.
     *
     * @param inputs files and directories
     * @throws IllegalArgumentException when an input is missing, unreadable or of no supported kind; the message says
     *     which, and how to mend it
     * @throws IOException when a directory cannot be listed
     */
    public static InputFiles below(List<Path> inputs) throws IOException {
        List<InputFile> files = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                addDirectory(input, files, passedOver);
            } else {
                requireSupported(input);
                addFile(input, input, files, passedOver);
            }
        }
        return new InputFiles(files, passedOver);
    }

    /** Size of what is stored, packed as it is; a file that is gone counts for nothing, and is missed when it is read. */
    public long storedBytes() {
        return files.stream()
                .map(InputFile::path)
                .distinct()
                .mapToLong(path -> new File(path).length())
                .sum();
    }

    private static void requireSupported(Path input) {
        if (!Files.exists(input)) {
            throw new IllegalArgumentException("input " + input + " does not exist: give a file or a directory");
        }
        if (!Files.isRegularFile(input) || !isSupported(input)) {
            throw new IllegalArgumentException("input " + input + " is not a supported file: give one that ends in "
                    + String.join(", ", SUFFIXES) + ", each also with " + GZIP_SUFFIX + ", or in " + ZIP_SUFFIX
                    + ", or a directory");
        }
    }

    private static void addDirectory(Path directory, List<InputFile> files, List<String> passedOver)
            throws IOException {
        List<Path> read = new ArrayList<>();
        List<Path> passed = new ArrayList<>();
        Files.walkFileTree(directory, Set.of(), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean isRead = attributes.isRegularFile() && isSupported(file);
                (isRead ? read : passed).add(directory.relativize(file));
                return FileVisitResult.CONTINUE;
            }
        });
        read.sort(PATHS_BY_BYTES);
        passed.sort(PATHS_BY_BYTES);
        for (Path path : read) {
            addFile(directory.resolve(path), directory, files, passedOver);
        }
        passed.forEach(path -> passedOver.add(directory.resolve(path).toString()));
    }

    private static void addFile(Path file, Path input, List<InputFile> files, List<String> passedOver)
            throws IOException {
        requireReadable(file);
        if (isArchiveByName(file.toString())) {
            addMembers(file, input, files, passedOver);
        } else {
            files.add(new InputFile(file.toString(), null, input.toString()));
        }
    }

    /** The members of an archive; one that is damaged is a file itself, that its reader may say so in its place. */
    private static void addMembers(Path archive, Path input, List<InputFile> files, List<String> passedOver)
            throws IOException {
        List<String> members;
        try {
            members = ZipArchive.members(archive);
        } catch (ZipException e) {
            files.add(new InputFile(archive.toString(), null, input.toString()));
            return;
        }
        members.sort(BY_BYTES);
        String previous = "";
        for (String member : members) {
            InputFile file = new InputFile(archive.toString(), member, input.toString());
            boolean isRead = isEventFile(member) && member.length() <= LONGEST_MEMBER_NAME && !member.equals(previous);
            if (isRead) {
                files.add(file);
            } else {
                passedOver.add(file.name());
            }
            previous = member;
        }
    }

    private static boolean isSupported(Path file) {
        return isEventFile(file.toString()) || isArchiveByName(file.toString());
    }

    private static boolean isEventFile(String name) {
        String unpacked = isPackedByName(name) ? name.substring(0, name.length() - GZIP_SUFFIX.length()) : name;
        return SUFFIXES.stream().anyMatch(suffix -> endsWith(unpacked, suffix));
    }

    /** Whether a file's name says that it is an archive, of which the members are read. */
    static boolean isArchiveByName(String name) {
        return endsWith(name, ZIP_SUFFIX);
    }

    /** Whether a file's name says that it is packed. */
    static boolean isPackedByName(String name) {
        return endsWith(name, GZIP_SUFFIX);
    }

    private static boolean endsWith(String name, String suffix) {
        return name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length());
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("input " + file + " cannot be read: check its permissions");
        }
    }
}
