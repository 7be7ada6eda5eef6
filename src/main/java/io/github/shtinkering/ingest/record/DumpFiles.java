package io.github.shtinkering.ingest.record;

import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which files are, or may be, a dump of LSASS, by their names; paths are normalised. */
public final class DumpFiles {
    private static final String[] EXTENSIONS = {".dmp", ".mdmp", ".hdmp", ".dump"};

    /** What WerFault writes besides dumps: reports, and the driver caches of kernel reporting. */
    private static final String[] REPORT_EXTENSIONS = {
        ".xml", ".wer", ".txt", ".pnf", ".inf", ".log", ".etl", ".csv", ".hve", ".cab", ".evtx"
    };

    private static final String[] ARCHIVES = {
        ".zip", ".7z", ".rar", ".cab", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".lz4", ".arj"
    };

    private DumpFiles() {}

    /** Whether the name begins with {@code lsass} and has a dump's extension, also with or as an alternate stream. */
    public static boolean isNamedForLsass(@Nullable String path) {
        String name = WindowsPath.fileName(path);
        if (!AsciiCase.containsIgnoreCase(name, "lsass")) {
            return false;
        }
        for (String part : name.split(":")) {
            if (AsciiCase.startsWithIgnoreCase(part, "lsass") && hasDumpExtension(part)) {
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

    /**
     * The name of the dump that a file was made from and named after: {@code lsass.exe.612.dmp} of {@code
     * lsass.exe.612.dmp.b64} and of {@code lsass.exe.612.zip}; null when of none.
     */
    public static @Nullable String namesake(String path) {
        String name = Objects.requireNonNull(WindowsPath.fileName(path));
        int dot = Math.max(name.lastIndexOf('.'), 0);
        String stem = name.substring(0, dot);
        if (hasDumpExtension(stem)) {
            return stem;
        }
        return AsciiCase.startsWithIgnoreCase(stem, "lsass") && isArchive(path) ? stem + ".dmp" : null;
    }

    /** Whether it has the extension of an archive. */
    static boolean isArchive(String path) {
        return endsWithAny(path, ARCHIVES);
    }

    private static boolean hasDumpExtension(String name) {
        return endsWithAny(name, EXTENSIONS);
    }

    private static boolean endsWithAny(String name, String[] extensions) {
        for (String extension : extensions) {
            if (AsciiCase.endsWithIgnoreCase(name, extension)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a file that WER writes for itself, and no process's dump: a report, a working file, a kernel dump. */
    static boolean isWerReport(String path) {
        return isWerWorkingFile(path) || isKernelDump(path) || endsWithAny(path, REPORT_EXTENSIONS);
    }

    /** What {@code WerFault -k} writes: minidumps of stop errors, live kernel reports, the complete memory dump. */
    private static boolean isKernelDump(String path) {
        return AsciiCase.containsIgnoreCase(path, "\\windows\\minidump\\")
                || AsciiCase.containsIgnoreCase(path, "\\windows\\livekernelreports\\")
                || AsciiCase.endsWithIgnoreCase(path, "\\windows\\memory.dmp");
    }

    /** Whether it is one of WER's own working files: in its folders, or {@code WER<something>.tmp...} anywhere. */
    static boolean isWerWorkingFile(@Nullable String path) {
        String name = WindowsPath.fileName(path);
        return AsciiCase.containsIgnoreCase(path, "\\microsoft\\windows\\wer\\")
                || (AsciiCase.startsWithIgnoreCase(name, "wer") && AsciiCase.containsIgnoreCase(name, ".tmp"));
    }
}
