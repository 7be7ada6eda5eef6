package io.github.shtinkering.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.shtinkering.console.ConsoleCommand;
import io.github.shtinkering.job.config.NearestName;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * Behind the launchers in {@code jobs/}. Exit codes: 0 success, 1 a job that failed, 2 a command line, file or
 * configuration that cannot be used; the last two say in one line on standard error what is wrong.
 */
public final class Main {
    private Main() {}

    /** The first argument names the launcher. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        int exitCode = run(arguments, out, new PrintWriter(System.err, true, UTF_8));
        // What ends without a line's end still waits, and would be lost.
        out.flush();
        System.exit(exitCode);
    }

    /** Runs one launcher's command and returns its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        return new CommandLine(command(arguments[0]))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((problem, ignored) -> refuse(problem))
                .setExecutionExceptionHandler((problem, line, ignored) -> failed(problem, line))
                .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static Callable<Integer> command(String launcher) {
        return switch (launcher) {
            case "benchmark" -> new BenchmarkCommand();
            case "console" -> new ConsoleCommand();
            case "demo" -> new DemoCommand();
            case "replay" -> new ReplayCommand();
            case "submit" -> new SubmitCommand();
            case "topics" -> new TopicsCommand();
            default -> throw new IllegalArgumentException("no launcher is called " + launcher);
        };
    }

    private static int refuse(CommandLine.ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        String name = line.getCommandName();
        line.getErr().println(name + ": " + reason(problem) + " (see " + name + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    /** A misspelt option is named as such, not as the missing of the one that was meant. */
    private static String reason(CommandLine.ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        return line.getUnmatchedArguments().stream()
                .findFirst()
                .map(argument -> "unknown argument '" + Failures.oneLine(argument) + "'"
                        + NearestName.didYouMean(
                                argument, line.getCommandSpec().optionsMap().keySet()))
                .orElseGet(() -> Failures.oneLine(String.valueOf(problem.getMessage())));
    }

    private static int failed(Exception problem, CommandLine line) {
        Failures.log(problem);
        line.getErr().println(line.getCommandName() + ": the job failed: " + Failures.rootMessage(problem));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
