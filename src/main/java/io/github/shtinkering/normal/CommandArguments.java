package io.github.shtinkering.normal;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a command line as Windows' C runtime gives them to a program. The first is the program: there quotes
 * only group, and a backslash is itself. In the others a backslash before a quote escapes it, and two quotes inside
 * quotes are one.
 */
final class CommandArguments {
    private final String text;
    /** Whether two quotes inside quotes leave the text quoted, as in newer runtimes; in older ones they end it. */
    private final boolean staysQuoted;

    private int at;

    private CommandArguments(String text, boolean staysQuoted) {
        this.text = text;
        this.staysQuoted = staysQuoted;
    }

    /**
     * All readings of a line: one, or two where runtimes differ.
     *
     * @return lists of arguments, the program first
     */
    static List<List<String>> readings(String text) {
        List<String> newer = new CommandArguments(text, true).read();
        if (!text.contains("\"\"")) {
            return List.of(newer);
        }
        List<String> older = new CommandArguments(text, false).read();
        return older.equals(newer) ? List.of(newer) : List.of(newer, older);
    }

    private List<String> read() {
        List<String> arguments = new ArrayList<>();
        arguments.add(program());
        while (skipBlanks()) {
            arguments.add(argument());
        }
        return arguments;
    }

    private String program() {
        StringBuilder program = new StringBuilder();
        boolean quoted = false;
        for (; at < text.length() && (quoted || !isBlank(text.charAt(at))); at++) {
            if (text.charAt(at) == '"') {
                quoted = !quoted;
            } else {
                program.append(text.charAt(at));
            }
        }
        return program.toString();
    }

    private boolean skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private String argument() {
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        while (at < text.length() && (quoted || !isBlank(text.charAt(at)))) {
            int slashes = slashes();
            boolean beforeQuote = isQuote(at);
            argument.append("\\".repeat(beforeQuote ? slashes / 2 : slashes));
            if (beforeQuote) {
                if (slashes % 2 == 1) {
                    argument.append('"');
                } else if (quoted && isQuote(at + 1)) {
                    argument.append('"');
                    at++;
                    quoted = staysQuoted;
                } else {
                    quoted = !quoted;
                }
                at++;
            } else if (slashes == 0) {
                argument.append(text.charAt(at++));
            }
        }
        return argument.toString();
    }

    /** Passes the backslashes that stand here, and counts them. */
    private int slashes() {
        int from = at;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        return at - from;
    }

    private boolean isQuote(int index) {
        return index < text.length() && text.charAt(index) == '"';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
