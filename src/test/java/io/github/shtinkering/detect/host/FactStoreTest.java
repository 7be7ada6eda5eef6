package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.retention.FactStore;
import io.github.shtinkering.detect.host.retention.RetentionBounds;
import io.github.shtinkering.detect.host.state.HostState;
import org.junit.jupiter.api.Test;

class FactStoreTest {
    private static final int LAUNCHES = 100;

    @Test
    void longTextsLeaveRoomForAsManyFactsAsFitAndEvictNoMore() {
        HostState state = new HostState();
        FactStore store = new FactStore(state, RetentionBounds.PUBLISHED);
        String line = "WerFault.exe -u ".repeat(256); // 4 KiB, of the 256 that launches of others may take
        for (int i = 0; i < LAUNCHES; i++) {
            store.add(Facts.withCommandLine(
                    Facts.of(Facts.HOST).launched(i, Facts.WER + i, 1_000 + 4L * i, Facts.TOOL), line));
        }
        assertThat(state.facts).hasSizeBetween(50, 64);
        assertThat(state.evicted).isEqualTo(LAUNCHES - state.facts.size());
    }
}
