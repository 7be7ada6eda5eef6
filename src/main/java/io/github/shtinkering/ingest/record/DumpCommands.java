package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.FileActivity.Operation;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done to dumps as far as command lines and the names of what was made tell: copied, archived, moved, deleted.
 * Few sensors show that a file was read, so a copy under another name is seen nowhere else.
 */
final class DumpCommands {
    private static final int MOST_FILES = 8;

    /** Quotes part words, too: taken out, they would make a name that the byte filter has not seen. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'`,;()|&<>=]+");

    private static final Set<String> SHELLS = Set.of("cmd", "powershell", "pwsh");

    /** From what says most about the intent to what says least. */
    private static final List<Operation> BY_WEIGHT =
            List.of(Operation.ARCHIVED, Operation.COPIED, Operation.RENAMED, Operation.DELETED);

    private static final Map<String, Operation> VERBS = verbs();

    private DumpCommands() {}

    private static Map<String, Operation> verbs() {
        Map<String, Operation> verbs = new HashMap<>();
        Stream.of("7z 7za 7zr 7zg rar winrar zip tar bsdtar gzip makecab compress-archive".split(" "))
                .forEach(verb -> verbs.put(verb, Operation.ARCHIVED));
        Stream.of("copy xcopy robocopy copy-item cpi cp esentutl certutil scp pscp curl rclone start-bitstransfer"
                        .split(" "))
                .forEach(verb -> verbs.put(verb, Operation.COPIED));
        Stream.of("move move-item mi mv ren rename rename-item rni".split(" "))
                .forEach(verb -> verbs.put(verb, Operation.RENAMED));
        Stream.of("del erase delete remove-item ri rm sdelete sdelete64".split(" "))
                .forEach(verb -> verbs.put(verb, Operation.DELETED));
        return Map.copyOf(verbs);
    }

    /**
     * What the process that was started does to the dumps that its line names, at most eight. A line that copies and
     * deletes copies. A path is as the line has it, without the folders before a blank in it.
     */
    static List<FileActivity> of(ProcessRef process) {
        String line = process.commandLine();
        if (line == null) {
            return List.of();
        }
        List<String> words = BETWEEN_WORDS.splitAsStream(line).toList();
        Operation operation = operation(process, words);
        if (operation == null) {
            return List.of();
        }
        return words.stream()
                .map(WindowsPath::normalise)
                .filter(DumpFiles::isDump)
                .distinct()
                .limit(MOST_FILES)
                .map(path -> new FileActivity(operation, path, null, null, null, null))
                .toList();
    }

    /** A file that is named after a dump, and so was made from it. */
    static FileActivity madeFrom(String dump, String path, @Nullable Long size) {
        Operation operation = DumpFiles.isArchive(path) ? Operation.ARCHIVED : Operation.COPIED;
        return new FileActivity(operation, dump, path, size, null, null);
    }

    /** What the program does, or, of a shell, what its line asks for; null when neither is known to touch files. */
    private static @Nullable Operation operation(ProcessRef process, List<String> words) {
        String program = verb(process.executable());
        Stream<String> named = Stream.of(program, verb(process.originalFileName()));
        Stream<String> asked = SHELLS.contains(program) ? words.stream().map(DumpCommands::verb) : Stream.of();
        Set<Operation> operations = Stream.concat(named, asked)
                .map(VERBS::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return BY_WEIGHT.stream().filter(operations::contains).findFirst().orElse(null);
    }

    /** The word as a verb: of a path the program, of {@code [IO.File]::Copy} the method. */
    private static String verb(@Nullable String word) {
        if (word == null) {
            return "";
        }
        String name = AsciiCase.lower(word.substring(Math.max(word.lastIndexOf('\\'), word.lastIndexOf(':')) + 1));
        return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
    }
}
