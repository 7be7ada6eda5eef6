package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.group.CampaignKind;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import io.github.shtinkering.normal.AsciiCase;
import java.util.List;
import java.util.Locale;

/**
 * What a group is, in sentences of one fact each. What joins hosts is kept in lower case and with its numbers masked;
 * here it stands as it was written, and what was masked is left open.
 */
final class CampaignText {
    private final CampaignKind kind;
    private final GroupSummary summary;
    private final List<String> handles;

    /** @param handles by what the hosts were joined, the most frequent first */
    CampaignText(CampaignKind kind, GroupSummary summary, List<String> handles) {
        this.kind = kind;
        this.summary = summary;
        this.handles = handles;
    }

    String sentences() {
        return switch (kind) {
            case CAMPAIGN -> attacked() + inCommon();
            case DEPLOYMENT ->
                "The same setting was made on " + hosts() + ": " + spelled(first("")) + "." + used() + inCommon();
            case CRASH_STORM ->
                "Alerts about the same launch of WerFault were raised on " + hosts() + ": " + spelled(first("")) + "."
                        + answered() + inCommon();
        };
    }

    private String attacked() {
        String path = first(Fingerprint.PATH);
        String hash = first(Fingerprint.SHA256);
        String sha256 = hash.isEmpty() ? "" : " (SHA-256 " + hash + ")";
        if (!path.isEmpty()) {
            return "The same program attacked LSASS on " + hosts() + ": " + spelled(path) + sha256 + ".";
        }
        return hash.isEmpty()
                ? "A program under different names attacked LSASS in the same way on " + hosts() + "."
                : "The same program under different names attacked LSASS on " + hosts() + sha256 + ".";
    }

    /** The first handle of a kind, without its prefix; empty when there is none. */
    private String first(String prefix) {
        return handles.stream()
                .filter(handle -> handle.startsWith(prefix))
                .findFirst()
                .map(handle -> handle.substring(prefix.length()))
                .orElse("");
    }

    private String inCommon() {
        StringBuilder text = new StringBuilder();
        trait(Fingerprint.USER)
                .forEach(
                        user -> text.append(" The program ran as ").append(user).append('.'));
        trait(Fingerprint.PARENT).forEach(parent -> text.append(" The program was started by ")
                .append(parent)
                .append('.'));
        trait(Fingerprint.COMMAND_LINE).stream()
                .filter(line -> !isOnlyProgram(line))
                .forEach(line ->
                        text.append(" Its command line: ").append(open(line)).append('.'));
        trait(Fingerprint.DUMP_FOLDER)
                .forEach(folder ->
                        text.append(" Its dumps are in ").append(folder).append('.'));
        trait(Fingerprint.ALERT)
                .forEach(alert -> text.append(" The alert: ").append(alert).append('.'));
        return text.toString();
    }

    private boolean isOnlyProgram(String line) {
        String bare = line.replace("\"", "").strip();
        return trait(Fingerprint.PROGRAM).stream().anyMatch(program -> AsciiCase.equalsIgnoreCase(program, bare));
    }

    private List<String> trait(String prefix) {
        return summary.traits.stream()
                .filter(trait -> trait.startsWith(prefix))
                .map(trait -> trait.substring(prefix.length()))
                .toList();
    }

    /** A fingerprint as most hosts write its paths. */
    private String spelled(String fingerprint) {
        String text = fingerprint;
        for (String prefix : List.of(Fingerprint.PROGRAM, Fingerprint.LAUNCH, Fingerprint.DUMP_FOLDER)) {
            for (String value : trait(prefix)) {
                int place = AsciiCase.lower(text).indexOf(AsciiCase.lower(value));
                text = place < 0 ? text : text.substring(0, place) + value + text.substring(place + value.length());
            }
        }
        return open(text);
    }

    /** What stands for any number. */
    private static String open(String masked) {
        return masked.replace("#", "…");
    }

    private String used() {
        if (summary.confirmed) {
            return " It was used: LSASS was the target on at least one of them. So no case is scored lower.";
        }
        if (summary.eligible && !summary.proven) {
            return " No case is scored lower: most of these hosts sent nothing else an hour or more apart.";
        }
        return summary.eligible
                ? " Nobody used it, so each case is scored lower."
                : " No case is scored lower: that is for recognised agents, and for signed programs that do not run what"
                        + " others tell them.";
    }

    private String answered() {
        return answered(VendorAnswer.REFUTES, "of them the target was another process than LSASS")
                + answered(
                        VendorAnswer.CANNOT_TELL,
                        "of them LSASS's PID is unknown, and what the target was is undecided")
                + answered(VendorAnswer.CONFIRMS, "more the target was LSASS: that is an attempt, and no part of this");
    }

    private String answered(VendorAnswer answer, String words) {
        long count = summary.answered(answer);
        return count == 0 ? "" : String.format(Locale.ROOT, " On %,d %s.", count, words);
    }

    private String hosts() {
        String number = String.format(Locale.ROOT, "%,d hosts", summary.hosts.count());
        return summary.hosts.estimated() ? "about " + number : number;
    }
}
