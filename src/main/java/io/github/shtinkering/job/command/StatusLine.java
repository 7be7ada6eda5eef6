package io.github.shtinkering.job.command;

import java.io.PrintWriter;

/** What a running job says of itself: in a terminal one line in place, else a line each time. */
public final class StatusLine {
    private final PrintWriter out;
    private final boolean inPlace;
    private int width;

    /** @param inPlace whether the last line can be written over */
    public StatusLine(PrintWriter out, boolean inPlace) {
        this.out = out;
        this.inPlace = inPlace;
    }

    /** In place where this process has a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Java 17, whose console is null where there is no terminal
    public static StatusLine of(PrintWriter out) {
        return new StatusLine(out, System.console() != null);
    }

    public boolean isInPlace() {
        return inPlace;
    }

    public void show(String text) {
        if (inPlace) {
            // What the line before leaves behind a shorter one is written over, too.
            out.print('\r' + text + " ".repeat(Math.max(0, width - text.length())));
            out.flush();
            width = text.length();
        } else {
            out.println(text);
        }
    }

    /** What follows begins on a line of its own. */
    public void end() {
        if (inPlace && width > 0) {
            out.println();
            width = 0;
        }
    }
}
