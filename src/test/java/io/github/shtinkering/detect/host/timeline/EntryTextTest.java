package io.github.shtinkering.detect.host.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.RandomRecords;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Digests of the text are kept in savepoints of every version: it has to stay what it was. */
class EntryTextTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int ELEMENTS = 500;

    @Test
    void theTextIsTheOneThatJavaGives() {
        for (int i = 0; i < ELEMENTS; i++) {
            Random random = new Random(SEED + i);
            TimelineEntry entry = RandomRecords.random(TimelineEntry.class, random);
            assertThat(EntryText.of(entry))
                    .as("seed %d", SEED + i)
                    .isEqualTo(entry.toString().replace(", sentMillis=" + entry.sentMillis(), ""));
            HostContext context = RandomRecords.random(HostContext.class, random);
            assertThat(EntryText.of(context))
                    .as("seed %d", SEED + i)
                    .isEqualTo(context.hostName()
                            + context.lsass()
                            + context.loggedOn()
                            + context.sharedName()
                            + (context.ownLife() ? "own life" : ""));
        }
    }
}
