package io.github.shtinkering.publish;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.job.graph.HarnessedJob;
import io.github.shtinkering.publish.guide.GuideStep;
import io.github.shtinkering.publish.guide.ResponseGuide;
import io.github.shtinkering.publish.json.FleetSection;
import java.util.List;

/** The one case that the job makes of a host's facts, and facts of persons who act. */
public final class Judged {
    private static final Facts HOST = Facts.of(Facts.HOST);

    private Judged() {}

    public static JudgedCase of(Fact... facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            for (Fact fact : facts) {
                job.arrive(fact);
            }
            job.silence(2_000);
            assertThat(job.cases()).hasSize(1);
            return job.cases().get(0);
        }
    }

    /** LSASS is known. */
    public static Fact started() {
        return HOST.lsassStarted(-21_600, LSASS);
    }

    public static List<GuideStep> steps(JudgedCase judged) {
        return new ResponseGuide(judged, new FleetSection(judged, List.of())).steps();
    }

    /** The texts of the steps of a name. */
    public static List<String> texts(JudgedCase judged, String name) {
        return steps(judged).stream()
                .filter(step -> step.name().equals(name))
                .map(GuideStep::text)
                .toList();
    }

    public static Fact dumpedBy(double at, String program, long pid, String user, String path) {
        return HOST.dumped(at, Facts.process(program, pid, user), path, 52L << 20);
    }

    public static Fact by(Fact fact, String program, String user) {
        return Facts.withActor(fact, Facts.process(program, 5_120L, user));
    }

    public static Fact handledBy(
            double at, String program, String user, FileActivity.Operation operation, String path, String newPath) {
        return by(HOST.handled(at, program, operation, path, newPath), program, user);
    }

    /** A program with all that a sensor tells of one. */
    public static ProcessRef told(String executable, long pid, String user) {
        return new ProcessRef(
                pid,
                null,
                executable,
                "tool -x",
                user,
                null,
                "ab".repeat(32),
                null,
                Boolean.TRUE,
                "Contoso",
                IntegrityLevel.HIGH);
    }
}
