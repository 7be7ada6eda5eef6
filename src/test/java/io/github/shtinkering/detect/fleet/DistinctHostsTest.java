package io.github.shtinkering.detect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sketches are state: what an earlier version of the library wrote is read, and means the same. */
class DistinctHostsTest {
    /** Of the hosts host-0 to host-49999, by hash4j 0.22.0, which estimated them as {@link #ESTIMATE}. */
    private static final Path SKETCH = Path.of("src/test/resources/sketches/hash4j-0.22.0.bin");

    private static final int HOSTS = 50_000;
    private static final long ESTIMATE = 49_501;

    @Test
    void aSketchOfAnEarlierVersionIsReadAndGoesOn() throws IOException {
        DistinctHosts kept = new DistinctHosts();
        kept.sketch = Files.readAllBytes(SKETCH);
        assertThat(kept.count()).isEqualTo(ESTIMATE);
        for (int i = 0; i < HOSTS; i++) {
            kept.add("host-" + i);
        }
        assertThat(kept.sketch).as("known hosts change nothing").isEqualTo(Files.readAllBytes(SKETCH));
        for (int i = 0; i < HOSTS; i++) {
            kept.add("other-" + i);
        }
        assertThat(kept.count()).isBetween(95_000L, 105_000L);
    }

    @Test
    void theSameHostsMakeTheSameSketch() throws IOException {
        DistinctHosts counted = new DistinctHosts();
        for (int i = 0; i < HOSTS; i++) {
            counted.add("host-" + i);
        }
        assertThat(counted.sketch).isEqualTo(Files.readAllBytes(SKETCH));
        assertThat(DistinctHosts.hash("ws-01")).isEqualTo(4_676_340_808_524_332_726L);
    }
}
