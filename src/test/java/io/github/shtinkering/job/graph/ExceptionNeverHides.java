package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import java.util.List;

/** An exception never hides the crime. */
final class ExceptionNeverHides {
    private static final int FLOOR = 73;
    private static final int EXCEPTED_ARMING = 20;

    private ExceptionNeverHides() {}

    /**
     * With every arming excepted, a case with a launch or a dump is not suppressed and scores at least what the timeline
     * without the armings does, and at least 73 with a foreign launch at LSASS; any other scores at most 20.
     */
    static void assertOn(String host, List<Fact> facts, List<ArmingException> exceptions, String as, Object... words)
            throws Exception {
        List<Fact> unarmed = facts.stream().filter(f -> f.registry() == null).toList();
        int without = score(host, cases(unarmed, List.of()));
        List<JudgedCase> excepted = cases(facts, exceptions);
        assertThat(score(host, excepted)).as(as, words).isGreaterThanOrEqualTo(without);
        for (JudgedCase judged : excepted) {
            boolean acted = judged.judgement().stages().stream().anyMatch(stage -> !stage.equals("arming"));
            if (acted) {
                assertThat(judged.status()).as(as, words).isNotEqualTo(CaseStatus.SUPPRESSED);
            } else if (!judged.judgement().exceptions().isEmpty()) {
                assertThat(judged.status()).as(as, words).isEqualTo(CaseStatus.SUPPRESSED);
                assertThat(judged.judgement().score()).as(as, words).isLessThanOrEqualTo(EXCEPTED_ARMING);
            }
            if (foreignLaunchAtLsass(judged) && !judged.judgement().exceptions().isEmpty()) {
                assertThat(judged.judgement().score()).as(as, words).isGreaterThanOrEqualTo(FLOOR);
            }
        }
    }

    private static boolean foreignLaunchAtLsass(JudgedCase judged) {
        return judged.evidence().stream()
                .anyMatch(t -> t.kind() == EntryKind.LAUNCH
                        && t.target() != null
                        && t.target().resolution() == Resolution.CONFIRMED
                        && LaunchRequest.foreign(t.event().fact()));
    }

    private static List<JudgedCase> cases(List<Fact> facts, List<ArmingException> exceptions) throws Exception {
        try (HarnessedJob job = new HarnessedJob(new ExceptionList(exceptions, List.of()), true)) {
            return job.arrive(facts).silence(2_000).cases();
        }
    }

    private static int score(String host, List<JudgedCase> cases) {
        return cases.stream()
                .filter(c -> c.host().equals(host))
                .mapToInt(c -> c.judgement().score())
                .max()
                .orElse(0);
    }
}
