package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.telemetry.normal.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What two hosts' processes can have in common: texts with everything masked that differs from process to process. Logs
 * are hostile text, so every text is bounded.
 */
public final class LaunchForm {
    private static final int LONGEST = 300;
    private static final Pattern PROGRAM = Pattern.compile("^\\s*(\"[^\"]*\"|\\S+)\\s*");
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]+|[0-9]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private LaunchForm() {}

    /**
     * How a WER process was launched: its program, its switches with the numbers masked, and the program that crashed
     * where it is known; null when the record does not show the command line.
     */
    public static @Nullable String of(Fact launch) {
        ProcessRef wer = launch.actor();
        if (launch.launch() == null || wer == null || wer.executable() == null || wer.commandLine() == null) {
            return null;
        }
        String switches = masked(PROGRAM.matcher(bounded(wer.commandLine())).replaceFirst(""));
        String crashed = Launches.imageOfTarget(launch);
        return bounded(Ascii.lower(wer.executable()))
                + ' '
                + switches
                + (crashed == null ? "" : " for " + bounded(Ascii.lower(crashed)));
    }

    /** Who a process ran as, and how it was called. */
    public static List<String> traits(ProcessRef process) {
        List<String> traits = new ArrayList<>();
        if (process.userSid() != null) {
            traits.add("user " + bounded(process.userSid()));
        } else if (process.user() != null) {
            traits.add("user " + bounded(Ascii.lower(process.user())));
        }
        if (process.commandLine() != null) {
            traits.add("command line " + masked(process.commandLine()));
        }
        return traits;
    }

    /** Lower case, one blank between words, and a {@code #} for each number. */
    public static String masked(String text) {
        String lower =
                BLANKS.matcher(Ascii.lower(bounded(text))).replaceAll(" ").strip();
        return NUMBER.matcher(lower).replaceAll("#");
    }

    /** The beginning of a text that is too long to be kept. */
    public static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
