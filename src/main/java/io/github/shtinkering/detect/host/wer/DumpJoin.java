package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.AsciiCase;
import org.jspecify.annotations.Nullable;

/** Whether a dump is that of a launch: by the process that wrote it, else by the PID in its name, else by time. */
public final class DumpJoin {
    private DumpJoin() {}

    /** Judged on event time alone, so that it does not matter when the two records arrived. */
    public static boolean joins(Fact launch, Fact dump) {
        long gap = dump.timeMillis() - launch.timeMillis();
        if (gap < -CorrelationWindows.CLOCK_SLACK_MILLIS || gap > CorrelationWindows.DUMP_BY_PROCESS_MILLIS) {
            return false;
        }
        if (writtenByItsProcess(launch, dump)) {
            return true;
        }
        Long target = target(launch);
        DumpName name = DumpName.parse(path(dump));
        if (target != null && name != null) {
            return name.pid() == target && gap <= CorrelationWindows.DUMP_BY_NAME_MILLIS;
        }
        return target == null
                && name != null
                && name.ofLsass()
                && (pid(launch.actor()) == null || pid(dump.actor()) == null)
                && gap <= CorrelationWindows.DUMP_BY_TIME_MILLIS;
    }

    /** Whether the launch's own process wrote the file, under whatever name, or was told to write it. */
    public static boolean writtenByItsProcess(Fact launch, Fact dump) {
        long gap = dump.timeMillis() - launch.timeMillis();
        return gap >= -CorrelationWindows.CLOCK_SLACK_MILLIS
                && gap <= CorrelationWindows.DUMP_BY_PROCESS_MILLIS
                && (writtenBy(launch.actor(), dump.actor()) || passedOnCommandLine(launch, dump));
    }

    /** A PID alone may have gone to another program since: its name must not contradict. */
    private static boolean writtenBy(@Nullable ProcessRef wer, @Nullable ProcessRef writer) {
        if (wer == null || writer == null) {
            return false;
        }
        if (wer.entityId() != null && wer.entityId().equals(writer.entityId())) {
            return true;
        }
        if (wer.pid() == null || !wer.pid().equals(writer.pid())) {
            return false;
        }
        String werName = WerPrograms.name(wer);
        String writerName = WerPrograms.name(writer);
        return werName == null || writerName == null || werName.equals(writerName);
    }

    private static boolean passedOnCommandLine(Fact launch, Fact dump) {
        WerLaunch wer = launch.launch();
        String path = path(dump);
        return wer != null
                && path != null
                && !wer.files().isEmpty()
                && wer.files().stream().anyMatch(file -> AsciiCase.equalsIgnoreCase(file, path));
    }

    private static @Nullable Long target(Fact launch) {
        return launch.launch() == null ? null : launch.launch().targetPid();
    }

    private static @Nullable Long pid(@Nullable ProcessRef process) {
        return process == null ? null : process.pid();
    }

    private static @Nullable String path(Fact fact) {
        FileActivity file = fact.file();
        return file == null ? null : file.path();
    }
}
