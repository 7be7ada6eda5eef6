package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What WER puts into the name of a dump: {@code <image>[(n)].<pid>[.protected].dmp}, or SilentProcessExit's
 * {@code <image>-(PID-<pid>).dmp}.
 *
 * @param image the dumped program, lower case
 * @param pid the dumped process
 * @param protectedDump whether the dump is that of a protected process, and encrypted
 */
public record DumpName(String image, long pid, boolean protectedDump) {
    private static final Pattern LOCAL_DUMP =
            Pattern.compile("(.{1,240}?)(?:\\(\\d{1,4}\\))?\\.(\\d{1,10})(\\.protected)?\\.dmp");
    private static final Pattern SILENT_EXIT = Pattern.compile("(.{1,240}?)-\\(pid-(\\d{1,10})\\)\\.dmp");
    private static final String LSASS = "lsass.exe";

    /** The name of the file that a fact is about; null when it is about none, or WER gives no such name. */
    public static @Nullable DumpName of(Fact fact) {
        return fact.file() == null ? null : parse(fact.file().path());
    }

    /** Reads the name at the end of a path; null when it is not one that WER gives. */
    public static @Nullable DumpName parse(@Nullable String path) {
        if (path == null) {
            return null;
        }
        String name = AsciiCase.lower(withoutStream(WindowsPath.fileName(path)));
        if (!name.endsWith(".dmp")) {
            return null;
        }
        Matcher local = LOCAL_DUMP.matcher(name);
        if (local.matches()) {
            return new DumpName(local.group(1), Long.parseLong(local.group(2)), local.group(3) != null);
        }
        Matcher silent = SILENT_EXIT.matcher(name);
        return silent.matches() ? new DumpName(silent.group(1), Long.parseLong(silent.group(2)), false) : null;
    }

    /** Whether the name says that LSASS was dumped. */
    public boolean ofLsass() {
        return image.equals(LSASS);
    }

    private static String withoutStream(String name) {
        int colon = name.indexOf(':');
        return colon > 0 ? name.substring(0, colon) : name;
    }
}
