package io.github.shtinkering.ingest.record;

import io.github.shtinkering.normal.RegistryPath;
import java.util.Set;

/**
 * Which keys and values decide whether LSASS would be dumped in full. Sub-keys of other programs stay: one may be renamed
 * to {@code lsass.exe}; so may a key prepared beside {@code LocalDumps}. HKCU and the 32-bit view have no effect.
 */
final class RegistryRelevance {
    private static final String WER = "hklm\\software\\microsoft\\windows\\windows error reporting";
    private static final String NT = "hklm\\software\\microsoft\\windows nt\\currentversion\\";
    private static final String SILENT_PROCESS_EXIT = NT + "silentprocessexit";
    private static final String SILENT_EXIT_OF_LSASS = SILENT_PROCESS_EXIT + "\\lsass.exe";
    private static final String IMAGE_OPTIONS_OF_LSASS = NT + "image file execution options\\lsass.exe";
    private static final String LSA = "hklm\\system\\currentcontrolset\\control\\lsa";
    private static final Set<String> DUMP_VALUES = Set.of("dumptype", "customdumpflags", "dumpfolder", "dumpcount");

    private RegistryRelevance() {}

    /** Whether setting or deleting this value, or deleting this key, can arm, prepare or disarm. */
    static boolean isRelevant(RegistryPath path) {
        if (!path.isNativeMachine()) {
            return false;
        }
        return path.value() == null ? isRelevantKey(path) : isRelevantValue(path, path.value());
    }

    private static boolean isRelevantValue(RegistryPath path, String value) {
        if (path.isAtOrBelow(WER)) {
            return DUMP_VALUES.contains(value) && path.key().length() > WER.length() || isOfLocalDumps(path);
        }
        return path.isAtOrBelow(SILENT_EXIT_OF_LSASS)
                || (path.key().equals(IMAGE_OPTIONS_OF_LSASS) && value.equals("globalflag"));
    }

    /** In the two keys that count a value of any name may be one that is prepared, and renamed. */
    private static boolean isOfLocalDumps(RegistryPath path) {
        return path.key().equals(WER + "\\localdumps") || path.key().equals(WER + "\\localdumps\\lsass.exe");
    }

    private static boolean isRelevantKey(RegistryPath path) {
        return path.key().equals(WER)
                || path.isAtOrBelow(WER + "\\localdumps")
                || path.key().equals(SILENT_PROCESS_EXIT)
                || path.isAtOrBelow(SILENT_EXIT_OF_LSASS)
                || path.key().equals(IMAGE_OPTIONS_OF_LSASS);
    }

    /** Whether it is a key or value of the dumps themselves, and not only one that theirs lie below. */
    static boolean isOfDumps(RegistryPath path) {
        return path.isNativeMachine()
                && (path.isAtOrBelow(WER + "\\localdumps") || path.isAtOrBelow(SILENT_EXIT_OF_LSASS));
    }

    /** Whether a rename moves something into or out of the keys that count, or beside them. */
    static boolean isRelevantRename(RegistryPath from, RegistryPath to) {
        return isRelevant(from) || isRelevant(to) || isBesideLocalDumps(from, to);
    }

    private static boolean isBesideLocalDumps(RegistryPath from, RegistryPath to) {
        boolean values = from.value() != null || to.value() != null;
        return !values && from.isNativeMachine() && from.isAtOrBelow(WER) && to.isAtOrBelow(WER);
    }

    /** Whether it is {@code Control\Lsa\LsaPid}, where LSASS notes its PID when it starts. */
    static boolean isLsaPid(RegistryPath path) {
        return path.isNativeMachine() && path.key().equals(LSA) && "lsapid".equals(path.value());
    }
}
