package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionChange;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Exceptions that come, change and go while the job runs, through host timeline, pattern and casebook. */
@Execution(ExecutionMode.CONCURRENT)
class ExceptionsTest {
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String SETUP = "C:\\Program Files\\Contoso\\setup.exe";
    private static final double HOUR = 3_600;
    private static final Facts HOST = Facts.of(Facts.HOST);

    private static ArmingException window(String id, double from, double to, String executable) {
        return new ArmingException(
                id,
                "CHG-1",
                "it",
                Facts.START + Math.round(from * 1000),
                Facts.START + Math.round(to * 1000),
                Facts.HOST,
                executable,
                null,
                null,
                null);
    }

    private static ExceptionChange put(ArmingException entry) {
        return new ExceptionChange(entry.id(), entry);
    }

    private static ExceptionChange withdrawn(String id) {
        return new ExceptionChange(id, null);
    }

    private static JudgedCase only(HarnessedJob job) {
        assertThat(job.cases()).hasSize(1);
        return job.cases().get(0);
    }

    @Test
    void anEntryThatComesAfterTheArmingHoldsItDownAndItsWithdrawalLetsItUp() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.armedGlobally(0, REGEDIT)).silence(2_000);
            assertThat(only(job).judgement().score()).isEqualTo(47);
            String id = only(job).caseId();

            job.change(put(window("EX-1", -HOUR, HOUR, REGEDIT)));
            assertThat(only(job).status()).isEqualTo(CaseStatus.SUPPRESSED);
            assertThat(only(job).judgement().score()).isEqualTo(20);
            assertThat(only(job).caseId()).isEqualTo(id);
            assertThat(only(job).counterfactual()).contains("47 (medium) without exception EX-1");

            job.change(withdrawn("EX-1"));
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);
            assertThat(only(job).judgement().score()).isEqualTo(47);
            assertThat(only(job).judgement().exceptions()).isEmpty();
        }
    }

    /** Armed twice: each of the two writes holds for the launch, so an exception for one leaves the other. */
    @Test
    void anExceptionForOneOfTwoWritersLeavesTheOthersChain() throws Exception {
        for (String excepted : List.of(REGEDIT, SETUP)) {
            ExceptionList list = new ExceptionList(List.of(window("EX-1", -HOUR, HOUR, excepted)), List.of());
            try (HarnessedJob job = new HarnessedJob(list, true)) {
                job.arrive(HOST.lsassStarted(-900, LSASS))
                        .arrive(HOST.armedGlobally(0, REGEDIT))
                        .arrive(HOST.armedGlobally(1_000, SETUP))
                        .arrive(HOST.launched(1_060, WER, LSASS, TOOL))
                        .silence(2_000);
                assertThat(only(job).judgement().parts())
                        .extracting(ScorePart::name)
                        .as("excepted: " + excepted)
                        .contains("arming-launch-match-foreign");
                assertThat(only(job).judgement().parts().stream()
                                .anyMatch(part -> part.name().equals("gap-short")))
                        .isEqualTo(excepted.equals(REGEDIT));
            }
        }
    }

    @Test
    void aChangeJudgesOnlyTheHostsThatItConcernsAndOnce() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.armedGlobally(0, REGEDIT))
                    .arrive(Facts.of("ws-02").armedGlobally(0, REGEDIT))
                    .silence(2_000);
            int before = job.emitted().size();
            job.change(put(window("EX-1", -HOUR, HOUR, REGEDIT)));
            job.change(put(window("EX-1", -HOUR, HOUR, REGEDIT)));
            job.change(put(window("EX-2", HOUR, 2 * HOUR, REGEDIT)));
            job.change(withdrawn("EX-3"));
            assertThat(job.emitted().subList(before, job.emitted().size()))
                    .singleElement()
                    .satisfies(c -> assertThat(c.host()).isEqualTo(Facts.HOST));
        }
    }

    @Test
    void anEntryOfTheTopicTakesThePlaceOfTheFilesUntilItIsWithdrawn() throws Exception {
        ArmingException file = window("EX-1", -HOUR, HOUR, REGEDIT);
        try (HarnessedJob job = new HarnessedJob(new ExceptionList(List.of(file), List.of()), true)) {
            job.arrive(HOST.armedGlobally(0, REGEDIT)).silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.SUPPRESSED);
            job.change(put(window("EX-1", -HOUR, HOUR, SETUP)));
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);
            job.change(withdrawn("EX-1"));
            assertThat(only(job).status()).isEqualTo(CaseStatus.SUPPRESSED);
        }
    }

    @Test
    void aRestartForgetsNoEntry() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.change(put(window("EX-1", -HOUR, HOUR, REGEDIT))).restart();
            job.arrive(HOST.armedGlobally(0, REGEDIT)).silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.SUPPRESSED);
            job.restart().change(withdrawn("EX-1"));
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);
        }
    }

    /** Nobody could withdraw them any more: the file's entries are those that hold, also when a topic comes back. */
    @Test
    void entriesOfATopicThatWasTakenOutAreOver() throws Exception {
        ArmingException file = window("EX-1", -HOUR, HOUR, SETUP);
        ArmingException topic = window("EX-1", -HOUR, HOUR, REGEDIT);
        for (String writer : List.of(SETUP, REGEDIT)) {
            try (HarnessedJob job = new HarnessedJob(new ExceptionList(List.of(file), List.of()), true)) {
                job.change(put(topic)).arrive(HOST.armedGlobally(0, writer)).silence(2_000);
                assertThat(only(job).status())
                        .isEqualTo(writer.equals(REGEDIT) ? CaseStatus.SUPPRESSED : CaseStatus.OPEN);
                CaseStatus byTheFile = writer.equals(SETUP) ? CaseStatus.SUPPRESSED : CaseStatus.OPEN;
                for (int hour = 2; hour < 8; hour += 2) {
                    job.restart(hour == 6)
                            .arrive(HOST.sighted(hour * HOUR, LSASS, SightingSource.PROCESS_ACCESS))
                            .silence(2_000);
                    assertThat(only(job).status())
                            .as("%s, hour %d", writer, hour)
                            .isEqualTo(byTheFile);
                }
            }
        }
    }

    @Test
    void anExpiredEntryNeitherResurrectsNorCovers() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.change(put(window("EX-1", -HOUR, HOUR, SETUP)));
            job.arrive(HOST.armedGlobally(0, SETUP))
                    .arrive(HOST.sighted(5 * HOUR, LSASS, SightingSource.PROCESS_ACCESS))
                    .silence(2_000);
            assertThat(only(job).judgement().verdict()).isEqualTo(Verdict.BENIGN);
            assertThat(only(job).status()).isEqualTo(CaseStatus.SUPPRESSED);
            job.arrive(HOST.armedLsass(6 * HOUR, SETUP)).silence(2_000);
            assertThat(only(job).judgement().verdict()).isEqualTo(Verdict.PRECURSOR);
            assertThat(only(job).judgement().score()).isEqualTo(65);
        }
    }

    /** Repeats are one element only where the exceptions cannot tell the writers apart. */
    @Test
    void anotherProgramOfTheSameNameIsNotCovered() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.change(put(window("EX-1", -HOUR, HOUR, SETUP)));
            job.arrive(HOST.armedGlobally(0, SETUP))
                    .arrive(HOST.armedGlobally(60, "C:\\Users\\Public\\setup.exe"))
                    .silence(2_000);
            assertThat(only(job).judgement().verdict()).isEqualTo(Verdict.PRECURSOR);
        }
    }

    @Test
    void aHostThatIsStillArmedWhenItsEventTimeHasPassedTheEndIsReportedOnce() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.change(put(window("EX-1", -HOUR, HOUR, SETUP)));
            job.arrive(HOST.armedGlobally(0, SETUP))
                    .arrive(HOST.sighted(HOUR - 1, LSASS, SightingSource.PROCESS_ACCESS))
                    .silence(10_000_000)
                    .end();
            assertThat(only(job).judgement().exceptions())
                    .extracting(ExceptionUse::outlived)
                    .containsExactly(false);
        }
        try (HarnessedJob job = new HarnessedJob()) {
            job.change(put(window("EX-1", -HOUR, HOUR, SETUP)));
            job.arrive(HOST.armedGlobally(0, SETUP)).silence(2_000);
            int before = job.emitted().size();
            job.arrive(HOST.sighted(HOUR, LSASS, SightingSource.PROCESS_ACCESS))
                    .arrive(HOST.sighted(2 * HOUR, LSASS, SightingSource.PROCESS_ACCESS))
                    .restart()
                    .arrive(HOST.sighted(3 * HOUR, LSASS, SightingSource.PROCESS_ACCESS))
                    .silence(2_000);
            assertThat(job.emitted()).hasSize(before + 1);
            assertThat(only(job).judgement().exceptions())
                    .extracting(ExceptionUse::outlivedMillis)
                    .containsExactly(Facts.START + Math.round(HOUR * 1000));
            assertThat(only(job).judgement().score()).isEqualTo(20);
        }
    }

    @Test
    void aHostThatWasResetOrThatAnotherWindowStillCoversIsNotReported() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.change(put(window("EX-1", -HOUR, HOUR, SETUP)));
            job.arrive(HOST.armedGlobally(0, SETUP))
                    .arrive(HOST.reset(60, SETUP))
                    .arrive(HOST.sighted(2 * HOUR, LSASS, SightingSource.PROCESS_ACCESS))
                    .silence(2_000);
            assertThat(only(job).judgement().exceptions())
                    .extracting(ExceptionUse::outlived)
                    .containsExactly(false);
        }
        try (HarnessedJob job = new HarnessedJob()) {
            job.change(put(window("EX-1", -HOUR, HOUR, SETUP))).change(put(window("EX-2", HOUR, 9 * HOUR, REGEDIT)));
            job.arrive(HOST.armedGlobally(0, SETUP))
                    .arrive(HOST.armedLsass(2 * HOUR, REGEDIT))
                    .silence(2_000);
            assertThat(only(job).judgement().exceptions()).hasSize(2).noneMatch(ExceptionUse::outlived);
            job.arrive(HOST.sighted(9 * HOUR, LSASS, SightingSource.PROCESS_ACCESS))
                    .silence(2_000);
            assertThat(only(job).judgement().exceptions()).hasSize(2).allMatch(ExceptionUse::outlived);
        }
    }

    /** A change in the middle of a generation waits for its chains: no case is revised by half a timeline. */
    @Test
    void aChangeInTheMiddleOfADeliveryJudgesNoHalfStory() throws Exception {
        List<Fact> chain = List.of(
                HOST.lsassStarted(-HOUR, LSASS),
                HOST.armedGlobally(0, SETUP),
                HOST.launched(60, WER, LSASS, TOOL),
                HOST.dumped(62, WER, "lsass.exe." + LSASS + ".dmp"));
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(chain).silence(2_000);
            job.arriveWithoutWatermark(HOST.reset(90, SETUP)).change(put(window("EX-1", -HOUR, HOUR, SETUP)));
            int before = job.emitted().size();
            job.silence(2_000);
            assertThat(job.emitted().subList(before, job.emitted().size()))
                    .singleElement()
                    .satisfies(c -> assertThat(c.judgement().exceptions()).hasSize(1));
        }
    }

    /** What the cases say is a function of the facts and of what is in force, whenever either came. */
    @Test
    void neitherTheOrderOfChangesAndFactsNorARestartChangesTheEnd() throws Exception {
        List<Fact> facts = List.of(
                HOST.lsassStarted(-HOUR, LSASS),
                HOST.armedGlobally(0, SETUP),
                HOST.armedLsass(2 * HOUR, REGEDIT),
                HOST.launched(3 * HOUR, WER, LSASS, TOOL),
                HOST.armedGlobally(30 * HOUR, SETUP),
                HOST.sighted(40 * HOUR, LSASS, SightingSource.PROCESS_ACCESS));
        List<ExceptionChange> changes = List.of(
                put(window("EX-1", -HOUR, HOUR, SETUP)),
                put(window("EX-0", HOUR, 2.5 * HOUR, REGEDIT)),
                put(window("EX-2", HOUR, 2.5 * HOUR, REGEDIT)),
                put(window("EX-3", 29 * HOUR, 31 * HOUR, REGEDIT)),
                put(window("EX-3", 29 * HOUR, 31 * HOUR, SETUP)),
                withdrawn("EX-0"));
        String expected;
        try (HarnessedJob job = new HarnessedJob()) {
            for (ExceptionChange change : changes) {
                job.change(change);
            }
            expected = job.arrive(facts).silence(2_000).digest(Facts.HOST);
            assertThat(expected).contains("SUPPRESSED");
        }
        long seed = Long.getLong("shtinkering.seed", 20_261_122L);
        for (int run = 0; run < 60; run++) {
            Random random = new Random(seed + run);
            List<Fact> shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, random);
            int change = 0;
            try (HarnessedJob job = new HarnessedJob()) {
                for (Fact fact : shuffled) {
                    while (change < changes.size() && random.nextInt(3) == 0) {
                        job.change(changes.get(change++));
                    }
                    job.arrive(fact);
                    if (random.nextInt(4) == 0) {
                        job.restart();
                    }
                }
                while (change < changes.size()) {
                    job.change(changes.get(change++));
                }
                assertThat(job.silence(2_000).digest(Facts.HOST))
                        .as("seed %d, run %d: %s", seed, run, shuffled)
                        .isEqualTo(expected);
            }
        }
    }
}
