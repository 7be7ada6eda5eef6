package io.github.shtinkering.telemetry.normal;

import io.github.shtinkering.fact.WerLaunch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command line of WerFault and WerFaultSecure by tokens, never by substring: {@code -p} is neither {@code
 * -pss} nor {@code -pr}. Order, quotes, tabs, case, {@code /} and typographic dashes for {@code -} do not matter.
 */
public final class WerCommandLine {
    private static final int MAX_TOKENS = 256;
    /** Hyphen, slash, en dash, em dash, horizontal bar, minus sign: what Sigma calls "windash", and one more. */
    private static final String DASHES = "-/\u2013\u2014\u2015\u2212";

    private WerCommandLine() {}

    /**
     * Returns what the command line asks for; null when it names no target process, as the kernel, hang and upload
     * forms do. Without command line the form is {@link WerLaunch.Form#UNKNOWN}.
     */
    public static @Nullable WerLaunch parse(WerLaunch.Program program, @Nullable String commandLine) {
        String text = Text.value(commandLine, Text.MAX_COMMAND_LINE);
        if (text == null) {
            return new WerLaunch(program, WerLaunch.Form.UNKNOWN, null, null, false, List.of());
        }
        Switches switches = new Switches(tokens(text));
        Long pid = switches.pid("pid");
        Long reported = switches.pid("p");
        Long exiting = switches.pid("e");
        if (pid != null || (reported != null && switches.has("type"))) {
            Long target = pid != null ? pid : reported;
            return launch(program, WerLaunch.Form.SECURE_DUMP, target, switches.pid("ip"), switches);
        }
        if (reported != null) {
            return launch(program, WerLaunch.Form.REPORT, reported, switches.pid("ip"), switches);
        }
        if (exiting != null && switches.has("t")) {
            return launch(program, WerLaunch.Form.SILENT_PROCESS_EXIT, exiting, switches.pid("i"), switches);
        }
        return null;
    }

    /** Returns the program of a command line, its first token with its quotes; null when there is none. */
    public static @Nullable String program(@Nullable String commandLine) {
        String text = Text.value(commandLine, Text.MAX_COMMAND_LINE);
        if (text == null) {
            return null;
        }
        int end = 0;
        for (boolean quoted = false; end < text.length() && (quoted || !isBlank(text.charAt(end))); end++) {
            quoted ^= text.charAt(end) == '"';
        }
        return text.substring(0, end);
    }

    private static WerLaunch launch(
            WerLaunch.Program program, WerLaunch.Form form, Long target, @Nullable Long initiator, Switches switches) {
        return new WerLaunch(program, form, target, initiator, switches.has("pss"), switches.files());
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length() && tokens.size() < MAX_TOKENS; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean end = i == text.length() || (!quoted && isBlank(c));
            if (end && token.length() > 0) {
                tokens.add(token.toString());
                token.setLength(0);
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!end) {
                token.append(c);
            }
        }
        return tokens;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The switches of a line, each with the token after it; where one stands twice the last counts. */
    private static final class Switches {
        private final Set<String> present = new HashSet<>();
        private final Map<String, Long> pids = new HashMap<>();
        private final List<String> files = new ArrayList<>();

        Switches(List<String> tokens) {
            for (int i = 0; i < tokens.size(); i++) {
                String token = tokens.get(i);
                if (DASHES.indexOf(token.charAt(0)) >= 0) {
                    add(Ascii.lower(token.substring(1)), i + 1 < tokens.size() ? tokens.get(i + 1) : null);
                }
            }
        }

        private void add(String name, @Nullable String next) {
            present.add(name);
            Long pid = Pids.parse(next);
            if (pid != null) {
                pids.put(name, pid);
            } else if (name.equals("file") || name.equals("encfile")) {
                String path = WindowsPath.normalise(next);
                if (path != null) {
                    files.add(path);
                }
            }
        }

        boolean has(String name) {
            return present.contains(name);
        }

        @Nullable
        Long pid(String name) {
            return pids.get(name);
        }

        List<String> files() {
            return List.copyOf(files);
        }
    }
}
