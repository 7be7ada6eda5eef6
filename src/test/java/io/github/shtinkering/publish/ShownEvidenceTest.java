package io.github.shtinkering.publish;

import static io.github.shtinkering.host.Facts.LSASS;
import static io.github.shtinkering.host.Facts.TOOL;
import static io.github.shtinkering.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.host.Facts;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.job.HarnessedJob;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stranger's paths make no document that a broker refuses, and push no evidence of the score out of it. */
class ShownEvidenceTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final int LETTER_IN_JSON = 6;
    private static final int USUAL_BROKERS_LIMIT = 1_048_576;

    @Test
    void longPathsMakeNoDocumentThatABrokerRefuses() throws Exception {
        String dump = "lsass.exe." + LSASS + ".dmp";
        String invisible = "\u200b".repeat(3_500);
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.lsassStarted(-21_600, LSASS));
            job.arrive(HOST.launched(0, WER, LSASS, TOOL));
            job.arrive(HOST.dumped(2, WER, dump));
            for (int i = 0; i < 60; i++) {
                String path = "C:\\" + invisible + i;
                job.arrive(HOST.handled(10 + i, path, FileActivity.Operation.COPIED, dump, path));
            }
            job.silence(2_000);
            List<Told> shown = ShownEvidence.of(job.cases().get(0)).told();
            assertThat(shown.stream()
                                    .map(EvidenceText::summary)
                                    .mapToInt(String::length)
                                    .sum()
                            * LETTER_IN_JSON)
                    .isLessThan(USUAL_BROKERS_LIMIT);
            assertThat(shown).extracting(Told::kind).contains(ToldKind.LAUNCH, ToldKind.DUMP, ToldKind.HANDLING);
        }
    }
}
