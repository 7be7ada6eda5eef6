package io.github.shtinkering.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.embedded.RunMeter;
import io.github.shtinkering.job.command.StatusLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody reads who waits for a replay. */
class ReplayProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter said = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void nobodyWatches() {
        RunMeter.release();
    }

    private ReplayProgress progress(boolean inPlace) {
        return new ReplayProgress(
                RunMeter.watch(), 400_000_000, new StatusLine(new PrintWriter(said, true), inPlace), nanos::get);
    }

    @Test
    void saysShareSpeedTimeLeftRecordsAndCases() {
        ReplayProgress progress = progress(true);
        nanos.set(SECOND);
        assertThat(progress.text()).isEqualTo("0 % read, 0.0 MB/s, time left not known yet, 0 records, 0 cases");
        RunMeter.read(100_000_000);
        RunMeter.counted(1_234_567);
        RunMeter.wrote("a");
        RunMeter.wrote("a");
        nanos.set(25 * SECOND);
        assertThat(progress.text()).isEqualTo("25 % read, 4.0 MB/s, 1 min 15 s left, 1,234,567 records, 1 case");
    }

    @Test
    void aTerminalShowsOneLineInPlace() {
        StatusLine line = new StatusLine(new PrintWriter(said, true), true);
        line.show("a longer line");
        line.show("short");
        line.end();
        assertThat(said.toString()).isEqualTo("\ra longer line\rshort        " + System.lineSeparator());
    }

    @Test
    void aPipeGetsLines() {
        StatusLine line = new StatusLine(new PrintWriter(said, true), false);
        line.show("one");
        line.show("two");
        line.end();
        assertThat(said.toString()).hasLineCount(2).doesNotContain("\r");
    }

    @Test
    void whereNobodyWatchesNothingIsCounted() {
        RunMeter meter = RunMeter.watch();
        RunMeter.release();
        RunMeter.read(1);
        RunMeter.counted(1);
        RunMeter.wrote("a");
        assertThat(meter.storedBytes() + meter.records() + meter.cases()).isZero();
    }
}
