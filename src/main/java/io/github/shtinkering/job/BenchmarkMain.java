package io.github.shtinkering.job;

/** Behind {@code jobs/benchmark}. It is no part of the job's jar. */
public final class BenchmarkMain {
    private BenchmarkMain() {}

    /** Takes the launcher's arguments. */
    public static void main(String[] arguments) {
        CommandRunner.runAndExit(new BenchmarkCommand(), arguments);
    }
}
