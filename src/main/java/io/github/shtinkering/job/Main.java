package io.github.shtinkering.job;

import io.github.shtinkering.console.ConsoleCommand;
import io.github.shtinkering.job.command.CommandRunner;
import io.github.shtinkering.job.replay.ReplayCommand;
import io.github.shtinkering.job.submit.SubmitCommand;
import io.github.shtinkering.job.topics.TopicsCommand;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** Behind the launchers in {@code jobs/}, but for those that only the source tree has. */
public final class Main {
    private Main() {}

    /** The first argument names the launcher. */
    public static void main(String[] arguments) {
        CommandRunner.runAndExit(command(arguments[0]), withoutName(arguments));
    }

    /** Runs one launcher's command and returns its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        return CommandRunner.run(command(arguments[0]), withoutName(arguments), out, err);
    }

    private static String[] withoutName(String[] arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    private static Callable<Integer> command(String launcher) {
        return switch (launcher) {
            case "console" -> new ConsoleCommand();
            case "replay" -> new ReplayCommand();
            case "submit" -> new SubmitCommand();
            case "topics" -> new TopicsCommand();
            default -> throw new IllegalArgumentException("no launcher is called " + launcher);
        };
    }
}
