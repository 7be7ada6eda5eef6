package io.github.shtinkering.publish;

import static io.github.shtinkering.host.Facts.LSASS;
import static io.github.shtinkering.host.Facts.TOOL;
import static io.github.shtinkering.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.host.Facts;
import io.github.shtinkering.job.HarnessedJob;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guide asks for can be done, and is still to be done. */
class GuideTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String RESET = "Reset the arming";

    private static List<String> resets(Fact... facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.lsassStarted(-21_600, LSASS));
            for (Fact fact : facts) {
                job.arrive(fact);
            }
            job.silence(2_000);
            assertThat(job.cases()).hasSize(1);
            return new Guide(job.cases().get(0))
                    .steps().stream().filter(step -> step.startsWith(RESET)).toList();
        }
    }

    @Test
    void theArmingIsResetWhereItIs() throws Exception {
        assertThat(resets(HOST.armedGlobally(0, REGEDIT)))
                .singleElement()
                .asString()
                .contains("\\LocalDumps\" /v DumpType")
                .doesNotContain("lsass.exe");
        assertThat(resets(HOST.armedGlobally(0, REGEDIT), HOST.armedLsass(1, REGEDIT)))
                .singleElement()
                .asString()
                .contains("\\LocalDumps\" /v DumpType", "\\LocalDumps\\lsass.exe\" /v DumpType");
        Fact silent = HOST.registry(
                0,
                REGEDIT,
                RegistryChange.Operation.SET_VALUE,
                "hklm\\software\\microsoft\\windows nt\\currentversion\\silentprocessexit\\lsass.exe",
                "reportingmode",
                2L);
        assertThat(resets(silent))
                .singleElement()
                .asString()
                .contains("SilentProcessExit\\lsass.exe\" /f")
                .doesNotContain("LocalDumps");
    }

    @Test
    void whatIsResetIsNotAskedForAgain() throws Exception {
        Fact launch = HOST.launched(0, WER, LSASS, TOOL);
        Fact armed = HOST.armedGlobally(-7_200, REGEDIT);
        Fact reset = HOST.reset(-3_600, REGEDIT);
        assertThat(resets(armed, reset, launch)).isEmpty();
        assertThat(resets(armed, reset, HOST.armedGlobally(-60, REGEDIT), launch))
                .as("armed again")
                .hasSize(1);
    }
}
