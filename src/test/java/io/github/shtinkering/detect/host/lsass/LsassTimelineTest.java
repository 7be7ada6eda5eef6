package io.github.shtinkering.detect.host.lsass;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class LsassTimelineTest {
    private static final long LSASS = Facts.LSASS;
    private static final Facts HOST = Facts.of("host");
    private static final Fact CRASH = HOST.launched(0, Facts.WER, LSASS, LSASS);

    @Test
    void lsassLivedOnOverABootThatOnlyARecordClaims() {
        assertThat(seenAfterABoot(HOST.sighted(7_200, LSASS, SightingSource.LOGON_HEADER)))
                .isTrue();
    }

    /** The start of the LSASS of that boot may have left the sample that is kept. */
    @Test
    void samePidDaysAndABootLaterDoesNotShowThatLsassLivedOn() {
        assertThat(seenAfterABoot(HOST.sighted(5 * 86_400, LSASS, SightingSource.LOGON_HEADER)))
                .isFalse();
    }

    private static boolean seenAfterABoot(Fact sighting) {
        SightingPoint point =
                new SightingPoint(null, null, sighting.timeMillis(), LSASS, SightingSource.LOGON_HEADER, 0, true);
        LsassTimeline lsass = new LsassTimeline(HOST.bootedInFull(1_200), List.of(point), List.of());
        long act = CRASH.timeMillis();
        return lsass.livedOn(LSASS, act + 900_000, act) != null;
    }
}
