package io.github.shtinkering.fact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a WER process asks for.
 *
 * @param program which of the two programs, by original file name where told, else by image name
 * @param form the form of the command line
 * @param targetPid the process to be reported: {@code -p}; {@code -e} in the SilentProcessExit form; {@code /pid} in
 *     WerFaultSecure's; null when the line is missing or names none
 * @param initiatorPid who asked: {@code -ip}; {@code -i} in the SilentProcessExit form; null when not on the line
 * @param snapshot whether {@code -pss} stands on the line
 * @param files paths passed by {@code /file} and {@code /encfile}: this launch's dump; tools pass handles, numbers
 * @param otherTargets what else the line may name as its target, at most eight
 * @param odd whether the line has content and cannot be read, or says two things
 * @param byParent whether the parent of the process asked, and nobody whom the line names: known only in a host's timeline
 */
public record WerLaunch(
        Program program,
        Form form,
        @Nullable Long targetPid,
        @Nullable Long initiatorPid,
        boolean snapshot,
        List<String> files,
        List<Long> otherTargets,
        boolean odd,
        boolean byParent)
        implements FactPayload {

    /** A launch of which nothing is known. */
    public static final WerLaunch UNKNOWN = new WerLaunch(Program.WERFAULT, Form.UNKNOWN, null, null, false, List.of());

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
        /** The record has no command line at all, or one that is nothing but the program. */
        UNKNOWN,
        /** A form of Windows' own that has no target: kernel, hang and upload reports. */
        WITHOUT_TARGET,
        /** The line has content, is none of the forms, and names no target that can be read. */
        UNREADABLE
    }

    /** Creates a launch whose line says one thing. */
    public WerLaunch(
            Program program,
            Form form,
            @Nullable Long targetPid,
            @Nullable Long initiatorPid,
            boolean snapshot,
            List<String> files) {
        this(program, form, targetPid, initiatorPid, snapshot, files, List.of(), false, false);
    }

    @Override
    public FactKind kind() {
        return FactKind.WER_LAUNCH;
    }

    /** All that the line may name as its target, the likeliest first. */
    public List<Long> targets() {
        List<Long> targets = new ArrayList<>();
        if (targetPid != null) {
            targets.add(targetPid);
        }
        targets.addAll(otherTargets);
        return targets;
    }

    /** The same launch, once it is known which of its targets, or which one that it does not name, was the target. */
    public WerLaunch at(long target) {
        List<Long> others = new ArrayList<>(targets());
        others.remove(target);
        return new WerLaunch(program, form, target, initiatorPid, snapshot, files, others, odd, byParent);
    }

    /** The same launch, once it is known that its parent asked for it. */
    public WerLaunch askedByParent() {
        return new WerLaunch(program, form, targetPid, initiatorPid, snapshot, files, otherTargets, odd, true);
    }
}
