package io.github.shtinkering.telemetry;

import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** Which files are, or may be, a dump of LSASS, by their names; paths are normalised. */
final class DumpFiles {
    private static final String[] EXTENSIONS = {".dmp", ".mdmp", ".hdmp", ".dump"};

    private DumpFiles() {}

    /** Whether the name begins with {@code lsass} and has a dump's extension, also with or as an alternate stream. */
    static boolean isNamedForLsass(@Nullable String path) {
        String name = WindowsPath.fileName(path);
        if (!Ascii.containsIgnoreCase(name, "lsass")) {
            return false;
        }
        for (String part : name.split(":")) {
            if (Ascii.startsWithIgnoreCase(part, "lsass") && hasDumpExtension(part)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the file, its stream or the file of the stream has a dump's extension. */
    static boolean isDump(@Nullable String path) {
        String name = WindowsPath.fileName(path);
        if (name == null) {
            return false;
        }
        for (String part : name.split(":")) {
            if (hasDumpExtension(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDumpExtension(String name) {
        for (String extension : EXTENSIONS) {
            if (Ascii.endsWithIgnoreCase(name, extension)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is one of WER's own working files: in its folders, or {@code WER<something>.tmp...} anywhere. */
    static boolean isWerWorkingFile(@Nullable String path) {
        String name = WindowsPath.fileName(path);
        return Ascii.containsIgnoreCase(path, "\\microsoft\\windows\\wer\\")
                || (Ascii.startsWithIgnoreCase(name, "wer") && Ascii.containsIgnoreCase(name, ".tmp"));
    }
}
