package io.github.shtinkering.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a WER process asks for (domain.md 1.2).
 *
 * @param program which of the two programs, by original file name where told, else by image name
 * @param form the form of the command line
 * @param targetPid the process to be reported: {@code -p}; {@code -e} in the SilentProcessExit form; {@code /pid} in
 *     WerFaultSecure's; null when the command line is missing
 * @param initiatorPid who asked: {@code -ip}; {@code -i} in the SilentProcessExit form; null when not on the line
 * @param snapshot whether {@code -pss} stands on the line
 * @param files paths passed by {@code /file} and {@code /encfile}: this launch's dump
 */
public record WerLaunch(
        Program program,
        Form form,
        @Nullable Long targetPid,
        @Nullable Long initiatorPid,
        boolean snapshot,
        List<String> files) {

    /** Names are part of the state format. */
    public enum Program {
        WERFAULT,
        WERFAULT_SECURE
    }

    /** Names are part of the state format. */
    public enum Form {
        /** {@code -u} and/or {@code -pss} with {@code -p}: an ordinary report, or the technique. */
        REPORT,
        /** {@code -s -t -i -e -c}: SilentProcessExit. */
        SILENT_PROCESS_EXIT,
        /** WerFaultSecure {@code /h /pid} or with {@code /type}: secure dump switches. */
        SECURE_DUMP,
        /** The record has no command line at all. */
        UNKNOWN
    }
}
