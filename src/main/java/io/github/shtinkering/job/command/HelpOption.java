package io.github.shtinkering.job.command;

import picocli.CommandLine;

/** The option that every launcher has. */
final class HelpOption {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks the option, not the field
    private boolean isAsked;
}
