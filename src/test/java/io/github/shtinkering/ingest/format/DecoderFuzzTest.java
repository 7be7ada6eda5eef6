package io.github.shtinkering.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.filter.ByteFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Documents of every shape, broken at random: the decoder never throws, every document is counted exactly once, and the
 * byte filter lets pass whatever still gives a fact. The seed is part of every failure; {@code -Dfuzz.seed} repeats a run, {@code -Dfuzz.documents} sets its length.
 */
class DecoderFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int DOCUMENTS = Integer.getInteger("fuzz.documents", 6_000);

    private static final RelevanceFilter FILTER = ByteFilter.shared();

    @Test
    void everyBrokenDocumentIsCountedExactlyOnce() {
        System.out.println("DecoderFuzzTest: -Dfuzz.seed=" + SEED);
        Random random = new Random(SEED);
        Mutations mutations = new Mutations(random);
        List<List<String>> shapes = EveryFormat.byShape();

        for (int i = 0; i < DOCUMENTS; i++) {
            List<String> whole = shapes.get(random.nextInt(shapes.size()));
            byte[] broken = mutations.mutate(whole.get(random.nextInt(whole.size())));
            Decoded decoded = decodeOrFail(broken);

            boolean blank = new String(broken, StandardCharsets.UTF_8).isBlank();
            assertThat(decoded.records()).as(() -> describe(broken)).isEqualTo(blank ? 0 : 1);
            assertThat(decoded.facts.isEmpty() || FILTER.mayMatter(broken, 0, broken.length))
                    .as(() -> describe(broken))
                    .isTrue();
            assertThat(decoded.dead).as(() -> describe(broken)).noneMatch(letter -> letter.code()
                    .equals("decoder-failed"));
        }
    }

    @Test
    void wholeDocumentsAreAllDecodedOrIrrelevant() {
        for (String document : EveryFormat.documents()) {
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
}
