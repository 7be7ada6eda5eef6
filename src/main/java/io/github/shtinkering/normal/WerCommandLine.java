package io.github.shtinkering.normal;

import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.fact.WerLaunch.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command line of WerFault and WerFaultSecure as the program itself does: by arguments, never by substring, so
 * that {@code -p} is neither {@code -pss} nor {@code -pr}. Order, case, {@code /} and typographic dashes for {@code -} do
 * not matter. The line is the attacker's to choose: of what it may mean, nothing is left out.
 */
public final class WerCommandLine {
    /** Hyphen, slash, en dash, em dash, horizontal bar, minus sign: what Sigma calls "windash", and one more. */
    private static final String DASHES = "-/\u2013\u2014\u2015\u2212";

    /** Switches whose value is a PID. None may stand before one that it begins. */
    private static final List<String> PID_SWITCHES = List.of("pid", "ip", "p", "i", "e");

    private static final Set<String> WITHOUT_TARGET = Set.of("k", "pr", "shared", "upload", "queuereporting");

    /** Windows takes the process whose PID begins the same, for PIDs are multiples of four. */
    private static final long PID_MASK = ~3L;

    /** Of many targets the first and the last ones stay: a program heeds one end or the other. */
    private static final int TARGETS_EACH_END = 4;

    private WerCommandLine() {}

    /**
     * Returns what the command line asks for. Without a command line, or with nothing on it, the form is {@link
     * Form#UNKNOWN}.
     */
    public static WerLaunch parse(WerLaunch.Program program, @Nullable String commandLine) {
        String text = TextValues.value(commandLine, TextValues.MAX_COMMAND_LINE);
        if (text == null) {
            return new WerLaunch(program, Form.UNKNOWN, null, null, false, List.of());
        }
        Switches switches = new Switches();
        boolean hasContent = false;
        for (List<String> arguments : CommandArguments.readings(text)) {
            hasContent |= arguments.size() > 1 || isSwitch(arguments.get(0));
            switches.add(arguments);
        }
        return hasContent
                ? launch(program, switches)
                : new WerLaunch(program, Form.UNKNOWN, null, null, false, List.of());
    }

    /** Returns the program of a command line, its first token with its quotes; null when there is none. */
    public static @Nullable String program(@Nullable String commandLine) {
        String text = TextValues.value(commandLine, TextValues.MAX_COMMAND_LINE);
        if (text == null) {
            return null;
        }
        int end = 0;
        for (boolean quoted = false; end < text.length() && (quoted || !isBlank(text.charAt(end))); end++) {
            quoted ^= text.charAt(end) == '"';
        }
        return text.substring(0, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static WerLaunch launch(WerLaunch.Program program, Switches switches) {
        Form form = form(switches);
        boolean silentExit = switches.has("t");
        List<Long> named = new ArrayList<>(switches.pids("p"));
        named.addAll(switches.pids("pid"));
        if (silentExit) {
            named.addAll(switches.pids("e"));
        }
        Long target = named.isEmpty() ? null : named.get(named.size() - 1);
        Set<Long> others = new LinkedHashSet<>(named);
        if (target != null) {
            others.addAll(switches.otherReadings());
            named.forEach(pid -> others.add(pid & PID_MASK));
            others.remove(target);
        }
        boolean odd = form == Form.UNREADABLE
                || switches.saysTwoThings("p", "pid", silentExit ? "e" : "p")
                || switches.saysTwoThings("ip");
        return new WerLaunch(
                program,
                form,
                target,
                initiator(switches.pids(form == Form.SILENT_PROCESS_EXIT ? "i" : "ip"), named),
                switches.has("pss"),
                switches.files(),
                ends(List.copyOf(others)),
                odd,
                false);
    }

    private static Form form(Switches switches) {
        boolean reported = !switches.pids("p").isEmpty();
        if (!switches.pids("pid").isEmpty() || reported && switches.has("type")) {
            return Form.SECURE_DUMP;
        }
        if (reported) {
            return Form.REPORT;
        }
        if (!switches.pids("e").isEmpty() && switches.has("t")) {
            return Form.SILENT_PROCESS_EXIT;
        }
        boolean ordinary =
                WITHOUT_TARGET.stream().anyMatch(switches::has) && !switches.has("p") && !switches.has("pid");
        return ordinary ? Form.WITHOUT_TARGET : Form.UNREADABLE;
    }

    /** Of several the last that is no target: an attacker may add one that looks like a crash of the target's own. */
    private static @Nullable Long initiator(List<Long> named, List<Long> targets) {
        Long last = null;
        for (Long pid : named) {
            last = last == null || targets.contains(last) || !targets.contains(pid) ? pid : last;
        }
        return last;
    }

    private static List<Long> ends(List<Long> targets) {
        if (targets.size() <= 2 * TARGETS_EACH_END) {
            return targets;
        }
        List<Long> ends = new ArrayList<>(targets.subList(0, TARGETS_EACH_END));
        ends.addAll(targets.subList(targets.size() - TARGETS_EACH_END, targets.size()));
        return List.copyOf(ends);
    }

    private static boolean isSwitch(String argument) {
        return !argument.isEmpty() && DASHES.indexOf(argument.charAt(0)) >= 0;
    }

    /** The switches of a line, each with the argument after it, or with the number that is written together with it. */
    private static final class Switches {
        private final Set<String> present = new HashSet<>();
        /** The numbers that a switch names, in their order; null where it names none. */
        private final Map<String, Set<@Nullable Long>> pids = new HashMap<>();
        /** What a target may be to a program that reads numbers otherwise. */
        private final Set<Long> otherReadings = new LinkedHashSet<>();

        private final Set<String> files = new LinkedHashSet<>();

        /** Adds one reading of the line. */
        void add(List<String> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                if (isSwitch(arguments.get(i))) {
                    String name = AsciiCase.lower(arguments.get(i).substring(1));
                    String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
                    present.add(name);
                    addPid(name, next);
                    addFile(name, next);
                }
            }
        }

        private void addPid(String name, String next) {
            if (PID_SWITCHES.contains(name)) {
                addPids(name, ArgumentNumber.read(next));
                return;
            }
            for (String known : PID_SWITCHES) {
                List<Long> numbers =
                        name.startsWith(known) ? ArgumentNumber.read(name.substring(known.length())) : List.of();
                if (!numbers.isEmpty()) {
                    present.add(known);
                    addPids(known, numbers);
                    return;
                }
            }
        }

        private void addPids(String name, List<Long> numbers) {
            pids.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(numbers.isEmpty() ? null : numbers.get(0));
            if (!name.startsWith("i")) {
                otherReadings.addAll(numbers);
            }
        }

        private void addFile(String name, String next) {
            String path = name.equals("file") || name.equals("encfile") ? WindowsPath.normalise(next) : null;
            if (path != null && ProcessIds.parse(next) == null) {
                files.add(path);
            }
        }

        boolean has(String name) {
            return present.contains(name);
        }

        /** The numbers that the switch names, in their order. */
        List<Long> pids(String name) {
            return pids.getOrDefault(name, Set.of()).stream()
                    .filter(Objects::nonNull)
                    .toList();
        }

        Set<Long> otherReadings() {
            return otherReadings;
        }

        /** Whether these switches, which all name the same, do not all name one number. */
        boolean saysTwoThings(String... names) {
            Set<@Nullable Long> all = new HashSet<>();
            for (String name : names) {
                all.addAll(pids.getOrDefault(name, Set.of()));
            }
            return all.size() > 1;
        }

        List<String> files() {
            return List.copyOf(files);
        }
    }
}
