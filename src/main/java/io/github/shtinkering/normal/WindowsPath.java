package io.github.shtinkering.normal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Windows paths in one spelling: backslashes, no quotes, no {@code \??\}; drive or device kept, case kept. */
public final class WindowsPath {
    private static final Pattern WINDOWS_FOLDER =
            Pattern.compile("(?i)(?:[a-z]:\\\\windows|\\\\device\\\\harddiskvolume\\d{1,4}\\\\windows|\\\\systemroot)");
    /**
     * Quotes around the whole or around a folder or file in it. A quote within a name is none of Windows' paths; taken
     * out, it would make a name of pieces that the byte filter has not seen together.
     */
    private static final Pattern QUOTES_OF_A_SEGMENT = Pattern.compile("(?<!\")\"++([\\\\/]|$)|(?<![^\\\\/])\"++");

    private static final String[] PREFIXES = {"\\??\\", "\\\\??\\", "\\\\?\\", "\\\\.\\", "globalroot\\"};

    private WindowsPath() {}

    /**
     * Returns the path with backslashes, without quotes around it or its segments, {@code \??\} and {@code \\?\}
     * prefixes, doubled separators (a UNC path keeps its leading two), {@code .} and {@code ..}, and without the
     * trailing dots and blanks that Windows drops; null when there is no value. Cut to {@link TextValues#MAX_PATH}.
     */
    public static @Nullable String normalise(@Nullable String raw) {
        String text = TextValues.value(raw, TextValues.MAX_PATH);
        if (text == null) {
            return null;
        }
        String path = withoutPrefix(singleSeparators(withoutQuotes(text)));
        return TextValues.value(withoutTrailingDots(withoutDotSegments(path)));
    }

    /** Returns what stands after the last backslash; null for null. */
    public static @Nullable String fileName(@Nullable String path) {
        return path == null ? null : path.substring(path.lastIndexOf('\\') + 1);
    }

    /** Returns what stands before the last backslash; null when there is none. */
    public static @Nullable String directory(@Nullable String path) {
        int slash = path == null ? -1 : path.lastIndexOf('\\');
        return path == null || slash < 0 ? null : path.substring(0, slash);
    }

    /** Whether the file's name, without folder, is this one. */
    public static boolean isNamed(@Nullable String path, String fileName) {
        return AsciiCase.equalsIgnoreCase(fileName(path), fileName);
    }

    /** Whether the file lies directly in {@code \Windows\System32} of any drive or volume. */
    public static boolean isInSystem32(@Nullable String path) {
        return isInWindows(path, "\\system32");
    }

    /** Whether the file lies directly in {@code \Windows\SysWOW64} of any drive or volume. */
    public static boolean isInSysWow64(@Nullable String path) {
        return isInWindows(path, "\\syswow64");
    }

    /** Whether the file lies below the Windows folder of any drive or volume. */
    public static boolean isBelowWindows(@Nullable String path) {
        if (path == null) {
            return false;
        }
        Matcher windows = WINDOWS_FOLDER.matcher(path);
        return windows.lookingAt() && path.startsWith("\\", windows.end());
    }

    private static boolean isInWindows(@Nullable String path, String folder) {
        String directory = directory(path);
        return directory != null
                && AsciiCase.endsWithIgnoreCase(directory, folder)
                && WINDOWS_FOLDER
                        .matcher(directory.substring(0, directory.length() - folder.length()))
                        .matches();
    }

    private static String withoutQuotes(String text) {
        return text.indexOf('"') < 0
                ? text
                : QUOTES_OF_A_SEGMENT.matcher(text).replaceAll("$1").strip();
    }

    private static String singleSeparators(String text) {
        String path = text.replace('/', '\\');
        if (path.indexOf("\\\\", 1) < 0) {
            return path;
        }
        StringBuilder single = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            boolean repeats = i > 0 && path.charAt(i) == '\\' && path.charAt(i - 1) == '\\';
            if (!repeats || i == 1) {
                single.append(path.charAt(i));
            }
        }
        return single.toString();
    }

    private static String withoutPrefix(String text) {
        String path = text;
        for (String prefix : PREFIXES) {
            if (AsciiCase.startsWithIgnoreCase(path, prefix)) {
                path = path.substring(prefix.length());
            }
        }
        if (path.length() < text.length() && AsciiCase.startsWithIgnoreCase(path, "unc\\")) {
            return "\\\\" + path.substring(4);
        }
        boolean device = AsciiCase.startsWithIgnoreCase(path, "\\\\device\\");
        boolean bareDevice = path.length() < text.length() && AsciiCase.startsWithIgnoreCase(path, "device\\");
        return device ? path.substring(1) : bareDevice ? "\\" + path : path;
    }

    private static String withoutDotSegments(String path) {
        if (!path.contains("\\.")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("\\\\", -1)) {
            if (segment.equals("..") && kept.size() > 1) {
                kept.removeLast();
            } else if (!segment.equals(".") && !segment.equals("..")) {
                kept.addLast(segment);
            }
        }
        return String.join("\\", kept);
    }

    private static String withoutTrailingDots(String path) {
        int end = path.length();
        while (end > 0 && (path.charAt(end - 1) == '.' || path.charAt(end - 1) == ' ')) {
            end--;
        }
        return path.substring(0, end);
    }
}
