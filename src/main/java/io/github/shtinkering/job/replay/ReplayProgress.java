package io.github.shtinkering.job.replay;

import io.github.shtinkering.embedded.RunMeter;
import io.github.shtinkering.job.command.StatusLine;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/** Says how far a replay is, from its start until it is closed: every second in a terminal, else every ten. */
final class ReplayProgress implements AutoCloseable {
    private static final Duration IN_PLACE = Duration.ofSeconds(1);
    private static final Duration LINES = Duration.ofSeconds(10);
    private static final double MEGABYTE = 1e6;
    private static final double NANOS = 1e9;
    private static final int PERCENT = 100;

    private final RunMeter meter;
    private final long totalBytes;
    private final StatusLine line;
    private final LongSupplier nanoClock;
    private final long startedNanos;
    private final Timer timer = new Timer("replay-progress", true);
    private boolean isOver;

    /**
     * @param totalBytes size of the stored files
     * @param nanoClock as {@link System#nanoTime()}
     */
    ReplayProgress(RunMeter meter, long totalBytes, StatusLine line, LongSupplier nanoClock) {
        this.meter = meter;
        this.totalBytes = totalBytes;
        this.line = line;
        this.nanoClock = nanoClock;
        this.startedNanos = nanoClock.getAsLong();
    }

    /** Begins to say it. */
    ReplayProgress start() {
        long period = (line.isInPlace() ? IN_PLACE : LINES).toMillis();
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        show();
                    }
                },
                period,
                period);
        return this;
    }

    private synchronized void show() {
        if (!isOver) {
            line.show(text());
        }
    }

    /** Share read, speed, time left, records, cases. */
    String text() {
        double seconds = Math.max(1e-3, (nanoClock.getAsLong() - startedNanos) / NANOS);
        long read = Math.min(meter.storedBytes(), totalBytes);
        long percent = totalBytes == 0 ? PERCENT : PERCENT * read / totalBytes;
        return String.format(
                Locale.ROOT,
                "%d %% read, %.1f MB/s, %s, %,d records, %s",
                percent,
                read / MEGABYTE / seconds,
                left(read, seconds),
                meter.records(),
                cases(meter.cases()));
    }

    private String left(long read, double seconds) {
        if (read == 0) {
            return "time left not known yet";
        }
        long left = Math.round(seconds * (totalBytes - read) / read);
        return left < 60 ? left + " s left" : left / 60 + " min " + left % 60 + " s left";
    }

    private static String cases(long cases) {
        return String.format(Locale.ROOT, "%,d %s", cases, cases == 1 ? "case" : "cases");
    }

    @Override
    public synchronized void close() {
        isOver = true;
        timer.cancel();
        line.end();
    }
}
