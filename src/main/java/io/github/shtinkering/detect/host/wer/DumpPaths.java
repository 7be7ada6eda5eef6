package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a timeline's dumps lie, and what was made of them. */
public final class DumpPaths {
    private final Set<String> paths = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /** Adds a file. */
    public void add(@Nullable String path) {
        if (path != null) {
            String lower = AsciiCase.lower(path);
            paths.add(lower);
            names.add(WindowsPath.fileName(lower));
        }
    }

    /**
     * Whether a file is one of these: by its path, or by its name where a command line tells no whole path, or where WER
     * gave the name to a dump of LSASS, which no other file has.
     */
    public boolean holds(@Nullable String path) {
        if (path == null) {
            return false;
        }
        String lower = AsciiCase.lower(path);
        return paths.contains(lower)
                || ((isPartOfPath(lower) || isOfLsass(lower)) && names.contains(WindowsPath.fileName(lower)));
    }

    private static boolean isPartOfPath(String path) {
        boolean hasDrive = path.length() > 1 && path.charAt(1) == ':';
        return !hasDrive && !path.startsWith("\\");
    }

    private static boolean isOfLsass(String path) {
        DumpName name = DumpName.parse(path);
        return name != null && name.ofLsass();
    }
}
