package io.github.shtinkering.normal;

import org.jspecify.annotations.Nullable;

/**
 * A registry key, or a value in it, in one spelling.
 *
 * @param key lower case, without trailing backslash; the machine's root is {@code hklm}, every numbered control set is
 *     {@code currentcontrolset}
 * @param value the value's name, lower case; null for the key itself
 * @param hive which hive it lies in
 * @param wow6432 whether it is the view of 32-bit programs, which LSASS does not read
 */
public record RegistryPath(String key, @Nullable String value, Hive hive, boolean wow6432) {
    private static final String[] MACHINE_ROOTS = {
        "hkey_local_machine", "\\registry\\machine", "registry\\machine", "machine", "hklm:", "hklm"
    };
    private static final String[] USER_ROOTS = {
        "hkey_users", "hkey_current_user", "\\registry\\user", "registry\\user", "hku:", "hku", "hkcu:", "hkcu"
    };
    private static final String CONTROL_SET = "hklm\\system\\controlset";

    /** The part of the registry. */
    public enum Hive {
        /** HKEY_LOCAL_MACHINE. */
        MACHINE,
        /** HKEY_USERS and HKEY_CURRENT_USER. */
        USER,
        /** Everything else: HKCR, an application's own hive under {@code \REGISTRY\A}, ... */
        OTHER
    }

    /** Returns the key; null when there is no text. */
    public static @Nullable RegistryPath ofKey(@Nullable String key) {
        return of(key, null);
    }

    /** Returns the key and value of a path whose last element is the value's name; null when there is no text. */
    public static @Nullable RegistryPath ofJoined(@Nullable String path) {
        RegistryPath key = of(path, null);
        int slash = key == null ? -1 : key.key.lastIndexOf('\\');
        return key == null || slash < 0
                ? key
                : new RegistryPath(key.key.substring(0, slash), key.key.substring(slash + 1), key.hive, key.wow6432);
    }

    /** Returns the path of a key and of a value that the source tells apart; null when there is no key. */
    public static @Nullable RegistryPath of(@Nullable String key, @Nullable String value) {
        String text = WindowsPath.normalise(key);
        if (text == null) {
            return null;
        }
        String lower = AsciiCase.lower(withoutTrailingBackslash(text));
        String name = TextValues.value(value, TextValues.MAX_NAME);
        boolean wow = lower.contains("\\wow6432node\\") || lower.endsWith("\\wow6432node");
        String machine = withoutRoot(lower, MACHINE_ROOTS);
        Hive hive = machine != null ? Hive.MACHINE : withoutRoot(lower, USER_ROOTS) != null ? Hive.USER : Hive.OTHER;
        String normal = machine == null ? lower : currentControlSet("hklm" + machine);
        return new RegistryPath(normal, name == null ? null : AsciiCase.lower(name), hive, wow);
    }

    /** Whether LSASS, a 64-bit program, would read it: the machine's hive, native view. */
    public boolean isNativeMachine() {
        return hive == Hive.MACHINE && !wow6432;
    }

    /** Whether this key is the given one (normalised) or lies below it. */
    public boolean isAtOrBelow(String otherKey) {
        return key.startsWith(otherKey) && (key.length() == otherKey.length() || key.charAt(otherKey.length()) == '\\');
    }

    private static String withoutTrailingBackslash(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end--;
        }
        return text.substring(0, end);
    }

    private static @Nullable String withoutRoot(String text, String[] roots) {
        String path = text.startsWith("\\\\registry\\") ? text.substring(1) : text;
        for (String root : roots) {
            if (path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '\\')) {
                return path.substring(root.length());
            }
        }
        return null;
    }

    private static String currentControlSet(String key) {
        int end = CONTROL_SET.length();
        if (!key.startsWith(CONTROL_SET)) {
            return key;
        }
        while (end < key.length() && Character.isDigit(key.charAt(end))) {
            end++;
        }
        boolean numbered = end > CONTROL_SET.length() && (end == key.length() || key.charAt(end) == '\\');
        return numbered ? "hklm\\system\\currentcontrolset" + key.substring(end) : key;
    }
}
