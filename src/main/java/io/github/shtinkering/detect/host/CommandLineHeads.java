package io.github.shtinkering.detect.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import org.jspecify.annotations.Nullable;

/**
 * What a host keeps of a command line: its head. What it asks for was read when the record was; how long it is, is the
 * attacker's to choose, and must not decide what there is room for.
 */
final class CommandLineHeads {
    /** Characters that are kept. */
    static final int HEAD = 1_024;

    private CommandLineHeads() {}

    static Fact shortened(Fact fact) {
        if (!isLong(fact.actor()) && !isLong(fact.parent())) {
            return fact;
        }
        return fact.with(fact.header().withProcesses(shortened(fact.actor()), shortened(fact.parent())));
    }

    private static boolean isLong(@Nullable ProcessRef process) {
        return process != null
                && process.commandLine() != null
                && process.commandLine().length() > HEAD;
    }

    private static @Nullable ProcessRef shortened(@Nullable ProcessRef process) {
        if (process == null || process.commandLine() == null || !isLong(process)) {
            return process;
        }
        return process.withCommandLine(process.commandLine().substring(0, HEAD));
    }
}
