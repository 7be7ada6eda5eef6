package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What two hosts' processes can have in common: texts with everything masked that differs from process to process. Logs
 * are hostile text, so every text is bounded.
 */
public final class LaunchForm {
    private static final int LONGEST = 300;
    private static final Pattern PROGRAM = Pattern.compile("^\\s*(\"[^\"]*\"|\\S+)\\s*");
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]+|[0-9]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private LaunchForm() {}

    /**
     * How a WER process was launched: its program, its switches with the numbers masked, and the program that crashed
     * where it is known; null when the record does not show the command line.
     */
    public static @Nullable String of(Fact launch) {
        String written = written(launch);
        return written == null ? null : AsciiCase.lower(written);
    }

    /** The same in the case in which it was written. */
    public static @Nullable String written(Fact launch) {
        ProcessRef wer = launch.actor();
        if (launch.launch() == null || wer == null || wer.executable() == null || wer.commandLine() == null) {
            return null;
        }
        String switches =
                maskedAsWritten(PROGRAM.matcher(bounded(wer.commandLine())).replaceFirst(""));
        String crashed = LaunchRequest.imageOfTarget(launch);
        return bounded(wer.executable()) + ' ' + switches + (crashed == null ? "" : " for " + bounded(crashed));
    }

    /** Lower case, one blank between words, and a {@code #} for each number. */
    public static String masked(String text) {
        return AsciiCase.lower(maskedAsWritten(text));
    }

    /** One blank between words, and a {@code #} for each number. */
    public static String maskedAsWritten(String text) {
        String even = BLANKS.matcher(bounded(text)).replaceAll(" ").strip();
        return NUMBER.matcher(even).replaceAll("#");
    }

    /** The beginning of a text that is too long to be kept. */
    public static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
