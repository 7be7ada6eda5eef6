package io.github.shtinkering.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.shtinkering.testing.LocalPrometheus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The alert rules on the health of the job, by the tests that lie beside them. */
class AlertRulesTest {
    @Test
    void alertWhenTheyMustAndOnlyThen() throws Exception {
        Optional<Path> promtool = LocalPrometheus.program("promtool");
        assumeTrue(promtool.isPresent(), "no promtool on the PATH: apt-get install prometheus");
        Process process = new ProcessBuilder(
                        promtool.get().toString(), "test", "rules", "deploy/prometheus/shtinkering-rules-test.yml")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
