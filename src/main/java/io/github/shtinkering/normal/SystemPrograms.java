package io.github.shtinkering.normal;

import org.jspecify.annotations.Nullable;

/**
 * Whether a path is that of a program of Windows, and what a path may be of which a record tells only a part, or nothing.
 *
 * <p>Of a bare name it is unknown where the program lies, so it {@linkplain #mayBe may be} the one in System32. Where
 * there is no path at all, nothing says that it is this program, and nothing says that it is {@linkplain #isNotRuledOut
 * another one}. Who looks for a reason to trust a process asks the first; who has that reason already, and looks for what
 * speaks against it, asks the second.
 */
public final class SystemPrograms {
    private SystemPrograms() {}

    /** The program of that name in System32. */
    public static boolean is(@Nullable String path, String name) {
        return WindowsPath.isNamed(path, name) && WindowsPath.isInSystem32(path);
    }

    /** The program of that name in System32, or one of that name in no folder that is told. No path is no such program. */
    public static boolean mayBe(@Nullable String path, String name) {
        return is(path, name) || AsciiCase.equalsIgnoreCase(path, name);
    }

    /** {@link #mayBe}, or a program of which no path is told. */
    public static boolean isNotRuledOut(@Nullable String path, String name) {
        return path == null || mayBe(path, name);
    }

    /** A program in a folder that is told, and is not below Windows' own. */
    public static boolean isElsewhere(@Nullable String path) {
        return path != null && path.indexOf('\\') >= 0 && !WindowsPath.isBelowWindows(path);
    }
}
