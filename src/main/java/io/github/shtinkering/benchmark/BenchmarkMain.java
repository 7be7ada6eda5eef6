package io.github.shtinkering.benchmark;

import io.github.shtinkering.job.command.CommandRunner;

/** Behind {@code jobs/benchmark}. It is no part of the job's jar. */
public final class BenchmarkMain {
    private BenchmarkMain() {}

    /** Takes the launcher's arguments. */
    public static void main(String[] arguments) {
        CommandRunner.runAndExit(new BenchmarkCommand(), arguments);
    }
}
