package io.github.shtinkering.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.shtinkering.job.config.problem.NearestName;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * Runs a launcher's command. Exit codes: 0 success, 1 a job that failed, 2 a command line, file or configuration that
 * cannot be used; the last two say in one line on standard error what is wrong.
 */
public final class CommandRunner {
    private CommandRunner() {}

    /** Runs a command in this process's terminal, and ends the process with its exit code. */
    public static void runAndExit(Callable<Integer> command, String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        int exitCode = run(command, arguments, out, new PrintWriter(System.err, true, UTF_8));
        // What ends without a line's end still waits, and would be lost.
        out.flush();
        System.exit(exitCode);
    }

    /** Runs a command and returns its exit code. */
    public static int run(Callable<Integer> command, String[] arguments, PrintWriter out, PrintWriter err) {
        return new CommandLine(command)
                .addMixin("help", new HelpOption())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((problem, ignored) -> refuse(problem))
                .setExecutionExceptionHandler((problem, line, ignored) -> failed(problem, line))
                .execute(arguments);
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
                .map(argument -> "unknown argument '" + FailureMessages.oneLine(argument) + "'"
                        + NearestName.didYouMean(
                                argument, line.getCommandSpec().optionsMap().keySet()))
                .orElseGet(() -> FailureMessages.oneLine(String.valueOf(problem.getMessage())));
    }

    private static int failed(Exception problem, CommandLine line) {
        FailureMessages.log(problem);
        line.getErr().println(line.getCommandName() + ": the job failed: " + FailureMessages.rootMessage(problem));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
