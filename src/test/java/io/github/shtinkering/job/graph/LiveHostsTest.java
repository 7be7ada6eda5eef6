package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderOutput;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.simulate.SimulatedFleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job that never ends says of the hosts is what a replay says of the same records. */
class LiveHostsTest {
    private static final long DAY_MILLIS = 86_400_000L;

    @TempDir
    Path folder;

    @Test
    void aHostIsKnownWithItsFirstRecord() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(Facts.of("quiet").logonHeader(0, LSASS));
            job.silence(2_000);
            assertThat(job.statuses("quiet")).singleElement().satisfies(status -> assertThat(status.telemetry())
                    .containsExactly("lsass_pid"));
        }
    }

    @Test
    void aLiveJobAndAReplayKnowTheSameOfTheHosts() throws Exception {
        List<Fact> facts = facts();
        TreeSet<String> hosts = new TreeSet<>();
        facts.forEach(fact -> hosts.add(fact.host()));
        try (HarnessedJob job = new HarnessedJob()) {
            for (Fact fact : facts) {
                job.arriveWithoutWatermark(fact);
            }
            job.silence(10_000);
            List<HostStatus> live = statuses(job, hosts);
            job.end();
            assertThat(live).hasSizeGreaterThan(190).containsExactlyElementsOf(statuses(job, hosts));
        }
    }

    private List<HostStatus> statuses(HarnessedJob job, Iterable<String> hosts) {
        List<HostStatus> all = new ArrayList<>();
        hosts.forEach(host -> job.statuses(host).forEach(status -> all.add(byTheDay(status))));
        return all;
    }

    /** Which of its sources showed a PID last, and which of its ids was newest, is told once a day, as the event time is. */
    private static HostStatus byTheDay(HostStatus status) {
        return new HostStatus(
                status.host(),
                status.machine(),
                status.hostName(),
                status.hostId() == null ? null : "told",
                new TargetResolution(status.lsass().resolution(), status.lsass().lsassPid(), List.of(), false, ""),
                status.armed(),
                status.armedSinceMillis(),
                status.armedByExecutable(),
                status.armedByUser(),
                Math.floorDiv(status.newestMillis(), DAY_MILLIS),
                status.telemetry(),
                status.sharedName(),
                status.evicted(),
                status.forgotten());
    }

    private List<Fact> facts() throws IOException {
        new SimulatedFleet(new SimulatedFleet.Settings(
                        3, Instant.parse("2026-11-09T18:00:00Z").toEpochMilli(), Duration.ofDays(1), 200, 5_000))
                .writeTo(folder);
        List<Fact> facts = new ArrayList<>();
        TelemetryDecoder decoder =
                TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), DecoderSettings.DEFAULTS);
        for (String record : Files.readAllLines(folder.resolve("telemetry.ndjson"))) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            decoder.decode(bytes, 0, bytes.length, () -> "telemetry", new Collected(facts));
        }
        return facts;
    }

    private record Collected(List<Fact> facts) implements DecoderOutput {
        @Override
        public void fact(Fact fact) {
            facts.add(fact);
        }

        @Override
        public void irrelevant(String format) {}

        @Override
        public void decoded(String format, long eventTimeMillis) {}

        @Override
        public void dead(String format, DeadLetter letter) {}
    }
}
