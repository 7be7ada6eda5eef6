package io.github.shtinkering.detect.casebook.fingerprint;

import io.github.shtinkering.detect.host.wer.LaunchForm;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How an actor goes about it, whatever the program is called this time: its path with everything masked that looks drawn
 * by lot, who it ran as, what started it, its switches with the numbers masked, and where the dump lay. All of these must
 * be equal, so none is a pattern whose user or command line no record shows, or of which masking left nothing distinctive.
 *
 * <p>What of them a case shows may be in several records. A user whom one sensor calls by name and another by SID makes two
 * patterns, one for each: either may be the one that another host shows.
 */
final class ActorPatterns {
    private static final Pattern UUID =
            Pattern.compile("\\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\}?");
    /** Long runs of hex digits, if one of them is a decimal one: "facade" is a word. */
    private static final Pattern HEX_RUN = Pattern.compile("(?<![0-9a-z])(?=[a-f]*[0-9])[0-9a-f]{6,}(?![0-9a-z])");
    /** Names such as {@code x7k2qp}: letters and digits in turn, more than once. */
    private static final Pattern DRAWN = Pattern.compile("(?<![0-9a-z])(?=[0-9a-z]{6,}(?![0-9a-z]))"
            + "(?:[0-9]+[a-z]+[0-9]+[a-z]|[a-z]+[0-9]+[a-z]+[0-9])[0-9a-z]*");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern GENERATION = Pattern.compile("[a-z]");
    private static final Pattern PROGRAM = Pattern.compile("^\\s*(\"[^\"]*\"?|\\S+)\\s*");

    private final Map<String, Known> programs = new TreeMap<>();
    private final TreeSet<String> folders = new TreeSet<>();

    /** What the records of a case show of one program. */
    private static final class Known {
        private final TreeSet<String> users = new TreeSet<>();
        private final TreeSet<String> switches = new TreeSet<>();
        private final TreeSet<String> parents = new TreeSet<>();
    }

    /** Takes what a record shows of a program whose full path it shows. */
    void see(ProcessRef actor, String executable) {
        Known known = programs.computeIfAbsent(masked(executable), path -> new Known());
        if (actor.userSid() != null) {
            known.users.add(LaunchForm.bounded(actor.userSid()));
        }
        if (actor.user() != null) {
            known.users.add(LaunchForm.bounded(AsciiCase.lower(actor.user())));
        }
        if (actor.commandLine() != null) {
            known.switches.add(LaunchForm.masked(
                    PROGRAM.matcher(LaunchForm.bounded(actor.commandLine())).replaceFirst("")));
        }
    }

    /** Takes the parent that a record shows of a program. */
    void seeParent(String executable, String parent) {
        programs.computeIfAbsent(masked(executable), path -> new Known())
                .parents
                .add(LaunchForm.bounded(AsciiCase.lower(parent)));
    }

    /** Takes a folder in which a dump lay, masked. */
    void seeFolder(String folder) {
        folders.add(folder);
    }

    /** The patterns, in order. */
    List<String> identities() {
        List<String> identities = new ArrayList<>();
        programs.forEach((path, known) -> known.users.forEach(user -> known.switches.forEach(switches -> {
            if (generation(path, switches)) {
                identities.add(Fingerprint.PATTERN + path + " as " + user + ", "
                        + all("parent", known.parents) + ", "
                        + (switches.isEmpty() ? "no arguments" : "called with " + switches) + ", "
                        + all("dump folder", folders));
            }
        })));
        return identities;
    }

    private static String all(String what, Set<String> texts) {
        return what + ' ' + (texts.isEmpty() ? "unknown" : String.join(" and ", texts));
    }

    private static boolean generation(String path, String switches) {
        String name = path.substring(path.lastIndexOf('\\') + 1);
        int dot = name.lastIndexOf('.');
        return GENERATION.matcher(dot < 0 ? name : name.substring(0, dot)).find()
                || GENERATION.matcher(switches).find();
    }

    /** Lower case, and a {@code #} for each number and whatever looks drawn by lot. */
    static String masked(String path) {
        String lower = AsciiCase.lower(LaunchForm.bounded(path));
        for (Pattern random : List.of(UUID, HEX_RUN, DRAWN, NUMBER)) {
            lower = random.matcher(lower).replaceAll("#");
        }
        return lower;
    }
}
