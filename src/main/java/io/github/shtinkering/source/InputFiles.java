package io.github.shtinkering.source;

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

/**
 * The stored telemetry of a replay, in the order in which it arrives.
 *
 * @param files what is read, in order: inputs as they were given, a directory's files in byte order of their relative
 *     paths
 * @param passedOver what lay in the directories and is not read: other suffixes, links
 */
public record InputFiles(List<InputFile> files, List<String> passedOver) implements Serializable {
    private static final List<String> SUFFIXES = List.of(".ndjson", ".jsonl", ".log", ".json", ".xml");
    private static final String GZIP_SUFFIX = ".gz";
    private static final Comparator<Path> BY_BYTES =
            Comparator.comparing(path -> path.toString().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

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
                files.add(given(input));
            }
        }
        files.forEach(InputFiles::requireReadable);
        return new InputFiles(files, passedOver);
    }

    private static InputFile given(Path input) {
        if (!Files.exists(input)) {
            throw new IllegalArgumentException("input " + input + " does not exist: give a file or a directory");
        }
        if (!Files.isRegularFile(input) || !isSupported(input)) {
            throw new IllegalArgumentException("input " + input + " is no supported file: give one that ends in "
                    + String.join(", ", SUFFIXES) + ", each also with " + GZIP_SUFFIX + ", or a directory");
        }
        return new InputFile(input.toString(), input.toString());
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
        read.sort(BY_BYTES);
        passed.sort(BY_BYTES);
        read.forEach(path -> files.add(new InputFile(directory.resolve(path).toString(), directory.toString())));
        passed.forEach(path -> passedOver.add(directory.resolve(path).toString()));
    }

    private static boolean isSupported(Path file) {
        String name = file.toString();
        String unpacked = isPackedByName(name) ? name.substring(0, name.length() - GZIP_SUFFIX.length()) : name;
        return SUFFIXES.stream().anyMatch(suffix -> endsWith(unpacked, suffix));
    }

    /** Whether a file's name says that it is packed. */
    static boolean isPackedByName(String name) {
        return endsWith(name, GZIP_SUFFIX);
    }

    private static boolean endsWith(String name, String suffix) {
        return name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length());
    }

    private static void requireReadable(InputFile file) {
        if (!Files.isReadable(Path.of(file.path()))) {
            throw new IllegalArgumentException("input " + file.path() + " cannot be read: check its permissions");
        }
    }
}
