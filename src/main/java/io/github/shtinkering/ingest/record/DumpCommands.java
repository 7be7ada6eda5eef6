package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.FileActivity.Operation;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
        String program = verb(process.executable());
        Operation itsOwn = weightier(VERBS.get(program), VERBS.get(verb(process.originalFileName())));
        boolean isShell = SHELLS.contains(program);
        if (line == null || itsOwn == null && !isShell) { // nearly every process
            return List.of();
        }
        List<String> words = BETWEEN_WORDS.splitAsStream(line).toList();
        Operation operation = isShell ? weightier(itsOwn, askedFor(words)) : itsOwn;
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

    /** What a shell's line asks for; null when it is not known to touch files. */
    private static @Nullable Operation askedFor(List<String> words) {
        Operation asked = null;
        for (String word : words) {
            asked = weightier(asked, VERBS.get(verb(word)));
        }
        return asked;
    }

    private static @Nullable Operation weightier(@Nullable Operation one, @Nullable Operation other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return BY_WEIGHT.indexOf(one) <= BY_WEIGHT.indexOf(other) ? one : other;
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
