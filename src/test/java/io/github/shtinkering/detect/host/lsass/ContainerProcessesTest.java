package io.github.shtinkering.detect.host.lsass;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.SightingSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerProcessesTest {
    private static final long HOUR = 3_600_000L;

    /** The record of the start leaves earlier than what shows its PID. */
    @Test
    void containersLsassStaysOneWhenTheRecordOfItsStartIsForgotten() {
        List<SightingPoint> seen = List.of(
                point(0, 744, SightingSource.PROCESS_ACCESS),
                point(HOUR, 612, SightingSource.PROCESS_START),
                point(2 * HOUR, 612, SightingSource.PROCESS_ACCESS),
                point(3 * HOUR, 744, SightingSource.PROCESS_ACCESS));

        TargetResolution target = new LsassTimeline(List.of(), seen, List.of()).resolve(744, 40 * HOUR, true);

        assertThat(target.resolution()).isEqualTo(Resolution.UNKNOWN);
        assertThat(target.contested()).isFalse();
    }

    /** Hosts whose logs hold the starts of LSASS as the only sign of their boots, which give the same PIDs again. */
    @Test
    void startAfterABootIsNoContainersWhereAnEarlierPidComesAgainWithALaterBoot() {
        List<SightingPoint> seen = List.of(
                point(0, 792, SightingSource.PROCESS_START),
                point(HOUR, 792, SightingSource.PROCESS_ACCESS),
                point(24 * HOUR, 744, SightingSource.PROCESS_START),
                point(34 * HOUR, 744, SightingSource.PROCESS_ACCESS),
                point(240 * HOUR, 792, SightingSource.PROCESS_START),
                point(241 * HOUR, 792, SightingSource.PROCESS_ACCESS));

        TargetResolution target = new LsassTimeline(List.of(), seen, List.of()).resolve(744, 35 * HOUR, true);

        assertThat(target.resolution()).isEqualTo(Resolution.CONFIRMED);
    }

    private static SightingPoint point(long timeMillis, long pid, SightingSource source) {
        return new SightingPoint(null, null, timeMillis, pid, source, 0, true);
    }
}
