package io.github.shtinkering.simulate;

import io.github.shtinkering.job.command.CommandRunner;

/** Behind {@code jobs/demo}. It is no part of the job's jar. */
public final class DemoMain {
    private DemoMain() {}

    /** Takes the launcher's arguments. */
    public static void main(String[] arguments) {
        CommandRunner.runAndExit(new DemoCommand(), arguments);
    }
}
