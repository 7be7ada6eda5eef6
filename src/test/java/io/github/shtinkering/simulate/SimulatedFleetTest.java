package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.simulate.SimulatedFleet.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedFleetTest {
    private static final long START = 1_794_211_200_000L;

    private static Settings settings(long seed, long records) {
        return new Settings(seed, START, Duration.ofHours(6), 200, records);
    }

    private static List<String> records(Settings settings) {
        List<String> lines = new ArrayList<>();
        for (Iterator<byte[]> records = new SimulatedFleet(settings).records(); records.hasNext(); ) {
            lines.add(new String(records.next(), StandardCharsets.UTF_8));
        }
        return lines;
    }

    @Test
    void theSameSeedGivesTheSameRecords() {
        assertThat(records(settings(7, 2_000))).isEqualTo(records(settings(7, 2_000)));
        assertThat(records(settings(7, 2_000))).isNotEqualTo(records(settings(8, 2_000)));
    }

    @Test
    void everyPlantedHostIsToldOfOnceAndEveryLineIsARecord() throws Exception {
        SimulatedFleet fleet = new SimulatedFleet(settings(7, 500));
        GroundTruth truth = fleet.truth();
        List<String> hosts =
                truth.stories().stream().map(story -> story.expected().host()).toList();
        assertThat(new HashSet<>(hosts)).hasSameSizeAs(hosts);
        assertThat(hosts).hasSizeGreaterThan(100);
        ObjectMapper json = new ObjectMapper();
        for (String line : records(settings(7, 500))) {
            assertThat(line).doesNotContain("\n");
            if (!line.startsWith("<Event")) {
                assertThat(json.readTree(line).isObject()).isTrue();
            }
        }
    }

    @Test
    void logonsAreOneRecordOfEight() {
        List<String> lines = records(settings(3, 20_000));
        Pattern logon = Pattern.compile("\\b46(24|72)\\b|LogonSuccess|log_on");
        long logons = lines.stream().filter(line -> logon.matcher(line).find()).count();
        assertThat((double) logons / lines.size()).isBetween(0.11, 0.13);
    }

    @Test
    void aFleetIsWrittenWithItsTruth(@TempDir Path directory) throws Exception {
        SimulatedFleet fleet = new SimulatedFleet(settings(7, 100));
        fleet.writeTo(directory);
        assertThat(Files.readAllLines(directory.resolve("telemetry.ndjson"))).isEqualTo(records(settings(7, 100)));
        assertThat(GroundTruth.read(directory.resolve("truth.json"))).isEqualTo(fleet.truth());
    }

    @Test
    void aFleetTooSmallForItsStoriesIsRefused() {
        assertThatThrownBy(() -> new Settings(1, START, Duration.ofHours(6), 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200 hosts");
    }
}
