package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
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
    private static final String EXTENSION = ".dmp";
    private static final String PROTECTED = ".protected";
    private static final String SILENT_EXIT = "-(pid-";
    private static final int LONGEST_IMAGE = 240;
    private static final int MOST_PID_DIGITS = 10;
    private static final int MOST_REPEAT_DIGITS = 4;
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
        if (!name.endsWith(EXTENSION)) {
            return null;
        }
        String stem = without(name, EXTENSION);
        return stem.endsWith(")") ? ofSilentExit(stem) : ofLocalDump(stem);
    }

    private static @Nullable DumpName ofLocalDump(String stem) {
        boolean isProtected = stem.endsWith(PROTECTED);
        String numbered = isProtected ? without(stem, PROTECTED) : stem;
        int dot = numbered.lastIndexOf('.');
        if (dot < 0 || !isNumber(numbered, dot + 1, numbered.length(), MOST_PID_DIGITS)) {
            return null;
        }
        return of(withoutRepeat(numbered.substring(0, dot)), numbered.substring(dot + 1), isProtected);
    }

    private static @Nullable DumpName ofSilentExit(String stem) {
        int at = stem.lastIndexOf(SILENT_EXIT);
        int from = at + SILENT_EXIT.length();
        int to = stem.length() - 1;
        return at < 0 || !isNumber(stem, from, to, MOST_PID_DIGITS)
                ? null
                : of(stem.substring(0, at), stem.substring(from, to), false);
    }

    private static @Nullable DumpName of(String image, String pid, boolean isProtected) {
        return image.isEmpty() || image.length() > LONGEST_IMAGE
                ? null
                : new DumpName(image, Long.parseLong(pid), isProtected);
    }

    /** WER numbers the dumps of one process that it finds there already. */
    private static String withoutRepeat(String image) {
        int open = image.lastIndexOf('(');
        return open > 0 && image.endsWith(")") && isNumber(image, open + 1, image.length() - 1, MOST_REPEAT_DIGITS)
                ? image.substring(0, open)
                : image;
    }

    private static boolean isNumber(String text, int from, int to, int mostDigits) {
        if (from >= to || to - from > mostDigits) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String without(String text, String end) {
        return text.substring(0, text.length() - end.length());
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
