package io.github.shtinkering.ingest.format.edr;

import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** Whether another product's alert is one of those that the detection follows: about WerFault, or about LSASS. */
public final class AlertRelevance {
    private AlertRelevance() {}

    /**
     * Whether the alert matters.
     *
     * @param subject the process that the alert is about
     * @param words the alert's own words: its name, technique, file, command line
     */
    public static boolean isRelevant(@Nullable ProcessRef subject, @Nullable String... words) {
        if (isWer(subject)) {
            return true;
        }
        for (String text : words) {
            if (AsciiCase.containsIgnoreCase(text, "lsass")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the process's image is named WerFault or WerFaultSecure. */
    public static boolean isWer(@Nullable ProcessRef process) {
        return process != null
                && (WindowsPath.isNamed(process.executable(), "WerFault.exe")
                        || WindowsPath.isNamed(process.executable(), "WerFaultSecure.exe"));
    }
}
