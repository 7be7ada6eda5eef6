package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.publish.CaseUpdate;
import io.github.shtinkering.publish.DocumentPublisher;
import io.github.shtinkering.publish.document.PublishedDocument;
import io.github.shtinkering.publish.state.PublisherState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Time is not the host's to forge: in a live job no record carries its host's time beyond its own arrival. */
@Execution(ExecutionMode.CONCURRENT)
class HostTimeTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_130L);
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    private static final double TEN_YEARS = 3_650 * DAY;
    private static final Facts HOST = Facts.of(Facts.HOST);

    private static long clock(double at) {
        return Facts.START + Math.round(at * 1000);
    }

    private static HarnessedJob live() throws Exception {
        return HarnessedJob.live(ExceptionList.none(), clock(-2 * DAY));
    }

    /** By a program of Windows, so that the fleet has nothing to answer. */
    private static Fact launched(double at) {
        return HOST.launched(at, WER, LSASS, TOOL, Facts.process("C:\\Windows\\System32\\svchost.exe", 1776L, null));
    }

    @Test
    void oneRecordOfTheFarFutureAgesNothing() throws Exception {
        try (HarnessedJob job = live()) {
            job.arriveAt(clock(-HOUR), HOST.lsassStarted(-HOUR, LSASS))
                    .arriveAt(clock(-60), HOST.logonHeader(TEN_YEARS, LSASS))
                    .arriveAt(clock(1), launched(0))
                    .silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);
            assertThat(risk(job)).isEqualTo(only(job).judgement().score());

            job.arriveAt(clock(7 * HOUR), HOST.logonHeader(7 * HOUR, LSASS)).silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);

            job.arriveAt(clock(2 * DAY), HOST.logonHeader(2 * DAY, LSASS)).silence(2_000);
            assertThat(only(job).status())
                    .as("a day of records that can be believed")
                    .isEqualTo(CaseStatus.SETTLED);
        }
    }

    @Test
    void anHourWithAClockTwoDaysFastAgesNothing() throws Exception {
        try (HarnessedJob job = live()) {
            job.arriveAt(clock(-HOUR), HOST.lsassStarted(-HOUR, LSASS));
            for (double at = 0; at < HOUR; at += 600) {
                job.arriveAt(clock(at), HOST.logonHeader(2 * DAY + at, LSASS));
            }
            job.arriveAt(clock(HOUR), launched(2 * DAY + HOUR)).silence(2_000);
            job.arriveAt(clock(2 * HOUR), launched(2 * HOUR)).silence(2_000);
            assertThat(job.cases()).hasSize(2).allSatisfy(found -> {
                assertThat(found.status()).isEqualTo(CaseStatus.OPEN);
                assertThat(found.judgement().score()).isGreaterThanOrEqualTo(73);
            });

            job.arriveAt(clock(DAY + 3 * HOUR), HOST.logonHeader(DAY + 3 * HOUR, LSASS))
                    .silence(2_000);
            assertThat(job.cases())
                    .extracting(JudgedCase::status)
                    .as("the later one is a day old, the other one claims to be of tomorrow")
                    .containsExactlyInAnyOrder(CaseStatus.SETTLED, CaseStatus.OPEN);
        }
    }

    /** That LSASS is seen alive is told with the case, and is no reason to wait a day more. */
    @Test
    void lsassSeenAliveDelaysNoSettling() throws Exception {
        try (HarnessedJob job = live()) {
            job.arriveAt(clock(-HOUR), HOST.lsassStarted(-HOUR, LSASS))
                    .arriveAt(clock(1), launched(0))
                    .arriveAt(clock(10 * HOUR), HOST.logonHeader(10 * HOUR, LSASS))
                    .silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);

            job.arriveAt(clock(25 * HOUR), HOST.logonHeader(25 * HOUR, LSASS)).silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.SETTLED);
        }
    }

    @Test
    void aClockThatIsSetBackAgesNothing() throws Exception {
        try (HarnessedJob job = live()) {
            job.arriveAt(clock(-HOUR), HOST.lsassStarted(-HOUR, LSASS))
                    .arriveAt(clock(1), launched(0))
                    .arriveAt(clock(HOUR), HOST.logonHeader(HOUR - TEN_YEARS, LSASS))
                    .silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);
            assertThat(risk(job)).isEqualTo(only(job).judgement().score());
        }
    }

    @Test
    void noExceptionEndsBeforeItsTime() throws Exception {
        ArmingException window =
                new ArmingException("CHG-1", "ticket", "it", clock(-DAY), clock(DAY), "*", null, null, null, null);
        ExceptionList exceptions = new ExceptionList(List.of(window), List.of());
        try (HarnessedJob job = HarnessedJob.live(exceptions, clock(-2 * DAY))) {
            job.arriveAt(clock(-HOUR), HOST.armedGlobally(-HOUR, REGEDIT))
                    .arriveAt(clock(0), HOST.logonHeader(TEN_YEARS, LSASS))
                    .silence(2_000);
            assertThat(uses(job)).noneMatch(ExceptionUse::outlived);

            job.arriveAt(clock(2 * DAY), HOST.logonHeader(2 * DAY, LSASS)).silence(2_000);
            assertThat(uses(job)).anyMatch(ExceptionUse::outlived);
        }
    }

    /** Random days with attempts, among them records with any time in the future: the cases are those without them. */
    @Test
    void recordsOfTheFutureChangeNoCase() throws Exception {
        Random random = new Random(SEED);
        for (int life = 0; life < 60; life++) {
            List<Fact> facts = new ArrayList<>();
            facts.add(HOST.lsassStarted(-HOUR, LSASS));
            for (int hour = 0; hour < 120; hour += 1 + random.nextInt(20)) {
                double at = hour * HOUR;
                facts.add(random.nextInt(3) == 0 ? launched(at) : HOST.logonHeader(at, LSASS));
            }
            int forged = 1 + random.nextInt(3);
            try (HarnessedJob honest = live();
                    HarnessedJob fooled = live()) {
                for (Fact fact : facts) {
                    long arrival = fact.timeMillis() + 5_000;
                    honest.arriveAt(arrival, fact);
                    if (forged > 0 && random.nextInt(facts.size()) < 3) {
                        double ahead = 2 * DAY + random.nextInt(5_000) * HOUR;
                        fooled.arriveAt(
                                arrival - 6_000, HOST.logonHeader((arrival - Facts.START) / 1000.0 + ahead, LSASS));
                        forged--;
                    }
                    fooled.arriveAt(arrival, fact);
                }
                honest.silence(2_000);
                fooled.silence(2_000);
                assertThat(lives(fooled)).as("seed %d, life %d", SEED, life).isEqualTo(lives(honest));
            }
        }
    }

    private static List<String> lives(HarnessedJob job) {
        return job.cases().stream()
                .map(found -> found.status() + " " + found.judgement().verdict() + " "
                        + found.judgement().score() + " "
                        + found.evidence().get(0).event().id())
                .sorted()
                .toList();
    }

    private static JudgedCase only(HarnessedJob job) {
        assertThat(job.cases()).hasSize(1);
        return job.cases().get(0);
    }

    private static List<ExceptionUse> uses(HarnessedJob job) {
        return only(job).judgement().exceptions();
    }

    private static long risk(HarnessedJob job) throws Exception {
        DocumentPublisher publisher = new DocumentPublisher(new PublisherState());
        job.emitted().forEach(judged -> publisher.publish(CaseUpdate.of(judged), 1));
        HostStatus status = job.statuses(Facts.HOST).get(0);
        PublishedDocument host = publisher.publish(status, 2);
        JsonNode document = new ObjectMapper().readTree(host.json());
        return document.at("/shtinkering/risk/score").asLong();
    }
}
