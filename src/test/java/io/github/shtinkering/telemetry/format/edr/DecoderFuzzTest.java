package io.github.shtinkering.telemetry.format.edr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.simulator.StoryBuilder;
import io.github.shtinkering.simulator.StoryEvent;
import io.github.shtinkering.simulator.StoryProcess;
import io.github.shtinkering.simulator.shape.Shapes;
import io.github.shtinkering.telemetry.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Documents of every shape, broken at random: the decoder never throws, and every document is counted exactly once. The
 * seed is part of every failure; {@code -Dfuzz.seed} repeats a run, {@code -Dfuzz.documents} sets its length.
 */
class DecoderFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int DOCUMENTS = Integer.getInteger("fuzz.documents", 6_000);

    @Test
    void everyBrokenDocumentIsCountedExactlyOnce() {
        System.out.println("DecoderFuzzTest: -Dfuzz.seed=" + SEED);
        Random random = new Random(SEED);
        Mutations mutations = new Mutations(random);
        List<String> whole = documents();

        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] broken = mutations.mutate(whole.get(random.nextInt(whole.size())));
            Decoded decoded = decodeOrFail(broken);

            boolean blank = new String(broken, StandardCharsets.UTF_8).isBlank();
            assertThat(decoded.records()).as(() -> describe(broken)).isEqualTo(blank ? 0 : 1);
            assertThat(decoded.dead).as(() -> describe(broken)).noneMatch(letter -> letter.code()
                    .equals("decoder-failed"));
        }
    }

    @Test
    void wholeDocumentsAreAllDecodedOrIrrelevant() {
        for (String document : documents()) {
            Decoded decoded = Decoded.of(document);

            assertThat(decoded.records()).as(document).isEqualTo(1);
            assertThat(decoded.dead).as(document).isEmpty();
        }
    }

    private static Decoded decodeOrFail(byte[] broken) {
        Decoded decoded = new Decoded();
        try {
            decoded.add(broken);
            return decoded;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(describe(broken), e);
        }
    }

    private static String describe(byte[] broken) {
        return "seed " + SEED + ": " + new String(broken, StandardCharsets.UTF_8);
    }

    /** One story that uses every verb, in every shape that can say it. */
    private static List<String> documents() {
        StoryProcess tool = StoryProcess.ofSystem("C:\\Users\\Public\\tool.exe", 5120, "tool.exe -x");
        List<StoryEvent> events = StoryBuilder.on("WS-01", 1_731_139_200_000L)
                .booted()
                .lsassStarted(744)
                .loggedOn(744, "CORP\\bob", 10, "10.1.1.9")
                .lsassAccessed(744)
                .armed(tool)
                .armedForLsass(tool)
                .dumpFolderSet(tool, "lsass.exe", "C:\\Dumps")
                .crashed(StoryProcess.ofSystem("C:\\Windows\\System32\\spoolsv.exe", 2040, null), 6000)
                .reportRequested(744, tool, 7012)
                .after(Duration.ofSeconds(2))
                .dumped(744, 5120, 7012)
                .fileDeleted(tool, StoryBuilder.CRASH_DUMPS + "lsass.exe.744.dmp")
                .readOverSmb("Windows\\Temp\\lsass.exe.744.dmp", "10.1.1.9", "CORP\\adm1")
                .disarmed(tool)
                .dumpsKeyDeleted(tool, "")
                .vendorAlerted(14_980)
                .lsassFailed(744, "RPCRT4.dll", "c0000005")
                .lsassEnded(744)
                .events();
        return Shapes.all().stream()
                .flatMap(shape -> events.stream().flatMap(event -> shape.render(event).stream()))
                .toList();
    }
}
