package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a host costs while it is silent, and when it is forgotten. */
@Execution(ExecutionMode.CONCURRENT)
class HostExpiryTest {
    private static final long DAY = 86_400_000L;
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final int IDLE_HOSTS = Integer.getInteger("shtinkering.idle-hosts", 2_000);
    /** The budget: at most 300 bytes, 120 wished. */
    private static final long IDLE_BYTES = 300;

    private final Facts host = Facts.of("silent");

    @Test
    void aHostKnownBySightingsOnlyIsForgottenAfterThirtyDays() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.logonHeader(0, LSASS)).silence(29 * DAY);
            assertThat(job.storyEntries()).isEqualTo(1);
            job.silence(2 * DAY);
            nothingIsLeft(job);
        }
    }

    /** The fleet is counted by it: one tiny record a host and day, however much the host says. */
    @Test
    void aHostIsAnnouncedOnceForEachDayThatItReaches() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            for (int minute = 0; minute < 60; minute++) {
                job.arrive(host.logonHeader(minute * 60, LSASS));
            }
            assertThat(job.seen()).hasSize(1);
            job.arrive(host.logonHeader(86_400, LSASS)).arrive(host.logonHeader(-86_400, LSASS));
            assertThat(job.seen())
                    .as("the next day, and nothing for an earlier one")
                    .hasSize(2);
            job.restart().arrive(host.logonHeader(86_400 + 600, LSASS));
            assertThat(job.seen()).as("the new instance announced nothing").isEmpty();
        }
    }

    @Test
    void anArmedHostIsForgottenAfterFourHundredDaysEverywhere() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.armedGlobally(0, REGEDIT));
            for (int i = 0; i < 13; i++) {
                job.silence(30 * DAY);
            }
            assertThat(job.storyEntries()).isEqualTo(1);
            job.silence(30 * DAY);
            assertThat(job.storyEntries()).isZero();
            assertThat(job.storyTimers()).isZero();
            assertThat(job.casebookTimers()).isZero();
        }
    }

    @Test
    void anOpenCaseIsNeverForgotten() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.lsassStarted(-600, LSASS)).arrive(host.launched(0, WER, LSASS, TOOL));
            for (int i = 0; i < 30; i++) {
                job.silence(30 * DAY);
            }
            assertThat(job.storyEntries()).isEqualTo(1);
            job.arrive(host.dumped(2, WER, "lsass.exe." + LSASS + ".dmp")).silence(2_000);
            assertThat(job.cases()).hasSize(1);
            assertThat(job.cases().get(0).judgement().stages()).containsExactly("launch", "dump");
        }
    }

    /** The generation's number begins anew, and so must the casebook, or the host would never be heard again. */
    @Test
    void aForgottenHostThatComesBackIsHeard() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.armedGlobally(0, REGEDIT))
                    .arrive(host.armedGlobally(-60, REGEDIT))
                    .silence(2_000);
            job.arrive(host.armedGlobally(-120, REGEDIT)).silence(2_000);
            for (int i = 0; i < 14; i++) {
                job.silence(30 * DAY);
            }
            assertThat(job.storyEntries()).isZero();
            job.restart();
            double later = 420 * 86_400;
            job.arrive(host.lsassStarted(later - 600, LSASS))
                    .arrive(host.launched(later, WER, LSASS, TOOL))
                    .silence(2_000);
            assertThat(job.cases()).hasSize(2);
            assertThat(job.cases().get(1).judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
            assertThat(job.cases().get(1).judgement().score()).isEqualTo(83);
        }
    }

    @Test
    void anIdleHostIsSmall() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            for (int i = 0; i < IDLE_HOSTS; i++) {
                Facts idle = Facts.of("ws-" + i + "-berlin");
                job.arrive(idle.logonHeader(0, LSASS)).arrive(idle.logonHeader(1, LSASS));
                job.arrive(idle.sighted(700, LSASS, SightingSource.PROCESS_ACCESS));
            }
            long each = job.storyBytes() / IDLE_HOSTS;
            System.out.println("idle host, PID known: " + each + " bytes in the checkpoint");
            assertThat(each).isLessThan(IDLE_BYTES);
        }
    }

    /** A month of boots, shutdowns and logons. */
    @Test
    void aHostWithAHistoryStaysSmall() throws Exception {
        int hosts = 25;
        try (HarnessedJob job = new HarnessedJob()) {
            for (int i = 0; i < hosts; i++) {
                job.arrive(month(Facts.of("ws-" + i + "-berlin")));
            }
            long each = job.storyBytes() / hosts;
            System.out.println("idle host after a month of boots and logons: " + each + " bytes in the checkpoint");
            assertThat(each).isLessThan(8_192);
        }
    }

    private static List<Fact> month(Facts host) {
        List<Fact> facts = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            double morning = day * 86_400.0;
            facts.add(host.booted(morning));
            facts.add(host.booted(morning + 5));
            facts.add(host.booted(morning + 9));
            facts.add(host.lsassStarted(morning + 10, 700 + 4 * day));
            for (int hour = 0; hour < 9; hour++) {
                facts.add(host.loggedOn(morning + 60 + hour * 3_600, "CORP\\alice", 2));
                facts.add(host.logonHeader(morning + 60 + hour * 3_600, 700 + 4 * day));
            }
        }
        return facts;
    }

    private static void nothingIsLeft(HarnessedJob job) {
        assertThat(job.storyEntries()).isZero();
        assertThat(job.storyTimers()).isZero();
        assertThat(job.casebookEntries()).isZero();
        assertThat(job.casebookTimers()).isZero();
        assertThat(job.chainEntries()).isZero();
        assertThat(job.chainTimers()).isZero();
    }
}
