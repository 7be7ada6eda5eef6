package io.github.shtinkering.detect.fleet;

import static io.github.shtinkering.detect.fleet.FleetNotes.HOUR;
import static io.github.shtinkering.detect.fleet.FleetNotes.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.count.DistinctHostsByDay;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.CampaignKind;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class FleetCorrelatorTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int STORIES = Integer.getInteger("shtinkering.stories", 40);
    private static final int ORDERS = 8;
    private static final String PATH = "path c:\\users\\public\\a.exe";
    private static final String OTHER_PATH = "path c:\\programdata\\b.exe";
    private static final String HASH = "sha256 aa";
    private static final String PATTERN = "pattern c:\\users\\public\\f#.exe as s-1-5-18, started by ?";

    private static String host(int i) {
        return "ws-%05d".formatted(i);
    }

    // ---- campaigns -------------------------------------------------------------------------------------------------

    @Test
    void oneActorOnThreeHostsIsACampaignAndEachCaseIsToldOnce() {
        FleetOutputs told =
                FleetOutputs.by(FleetOutputs.each(3, i -> FleetNotes.attempt(host(i), START + i * HOUR, PATH, HASH)));
        assertThat(told.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.kind()).isEqualTo(CampaignKind.CAMPAIGN);
            assertThat(campaign.hosts()).containsExactly(host(0), host(1), host(2));
            assertThat(campaign.hostCount()).isEqualTo(3);
            assertThat(campaign.hostCountError()).isNull();
            assertThat(campaign.score()).isEqualTo(92);
            assertThat(campaign.stages()).containsExactly("launch", "dump");
            assertThat(campaign.fingerprint()).contains(PATH).contains(HASH);
            assertThat(campaign.why())
                    .contains("The same program attacked LSASS on 3 hosts", "The program ran as corp\\adm1.");
            assertThat(campaign.hostsPerHour()).isEqualTo(1.0);
        });
        assertThat(told.fleetAnswers.values()).hasSize(3).allMatch(FleetAnswer::counts);
        assertThat(told.answers).as("three answers, and two that changed").hasSize(5);
        assertThat(told.revisions).hasSize(1);
    }

    @Test
    void twoHostsAreNone() {
        FleetOutputs told = FleetOutputs.by(FleetOutputs.each(2, i -> FleetNotes.attempt(host(i), START, PATH)));
        assertThat(told.open()).isEmpty();
        assertThat(told.fleetAnswers.values()).noneMatch(FleetAnswer::counts);
    }

    @ParameterizedTest(name = "the third host {0} ms after the first: {1}")
    @CsvSource({"86400000, true", "86400001, false"})
    void theWindowIsADayOfEventTime(long span, boolean campaign) {
        List<FleetNote> notes = List.of(
                FleetNotes.attempt("a", START, PATH),
                FleetNotes.attempt("b", START + span, PATH),
                FleetNotes.attempt("c", START + span / 2, PATH));
        assertThat(FleetOutputs.by(notes).open()).hasSize(campaign ? 1 : 0);
    }

    @Test
    void aHashAndAPathThatOneHostShowsTogetherAreOneActor() {
        List<FleetNote> notes = List.of(
                FleetNotes.attempt("a", START, PATH),
                FleetNotes.attempt("b", START, HASH, OTHER_PATH),
                FleetNotes.attempt("c", START, PATH, HASH),
                FleetNotes.attempt("d", START, "path c:\\tools\\another.exe"));
        FleetOutputs told = FleetOutputs.by(notes);
        assertThat(told.open()).singleElement().satisfies(campaign -> assertThat(campaign.hosts())
                .containsExactly("a", "b", "c"));
        assertThat(told.fleetAnswers.get("case-of-d").campaignId()).isNull();
    }

    /** The rubric has points for a hash or a full path; a pattern shows who belongs together, and moves no score. */
    @Test
    void aRenamedToolIsOneCampaignThatCountsForWhoeverIsProven() {
        List<FleetNote> notes = new ArrayList<>(FleetOutputs.each(
                3, i -> FleetNotes.attempt(host(i), START, "path c:\\users\\public\\f" + i + ".exe", PATTERN)));
        FleetOutputs renamed = FleetOutputs.by(notes);
        assertThat(renamed.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.hosts()).containsExactly(host(0), host(1), host(2));
            assertThat(campaign.fingerprint()).isEqualTo(PATTERN);
            assertThat(campaign.why())
                    .contains("A program under different names attacked LSASS in the same way on 3 hosts.");
            assertThat(campaign.score()).isEqualTo(92 - FleetNotes.CAMPAIGN_POINTS);
        });
        assertThat(renamed.fleetAnswers.values())
                .hasSize(3)
                .noneMatch(FleetAnswer::counts)
                .allMatch(answer -> answer.campaignId() != null);
        notes.add(FleetNotes.attempt("x", START, "path c:\\users\\public\\f1.exe"));
        notes.add(FleetNotes.attempt("y", START, "path c:\\users\\public\\f1.exe"));
        FleetOutputs proven = FleetOutputs.by(notes);
        assertThat(proven.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.hostCount()).isEqualTo(5);
            assertThat(campaign.score()).isEqualTo(92);
        });
        assertThat(proven.fleetAnswers.values())
                .filteredOn(FleetAnswer::counts)
                .extracting(FleetAnswer::host)
                .containsExactly(host(1), "x", "y");
        assertThat(proven.fleetAnswers.values()).noneMatch(FleetAnswer::atNextRecord);
    }

    @Test
    void twoCampaignsThatTurnOutToBeOneActorsAreOne() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ACTOR);
        told.takeAll(FleetOutputs.each(3, i -> FleetNotes.attempt("a" + i, START, PATH)));
        told.takeAll(FleetOutputs.each(3, i -> FleetNotes.attempt("b" + i, START, OTHER_PATH)));
        assertThat(told.open()).hasSize(2);
        told.take(FleetNotes.attempt("c", START, PATH, OTHER_PATH)).settled();
        assertThat(told.open()).singleElement().satisfies(campaign -> assertThat(campaign.hostCount())
                .isEqualTo(7));
        Campaign merged = told.campaigns.values().stream()
                .filter(campaign -> campaign.status() == Campaign.Status.MERGED)
                .findFirst()
                .orElseThrow();
        assertThat(merged.mergedInto()).isEqualTo(told.open().get(0).id());
        assertThat(told.fleetAnswers.values())
                .allMatch(s -> told.open().get(0).id().equals(s.campaignId()));
    }

    @Test
    void aCampaignThatLaterRecordsRefuteIsNoMore() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ACTOR);
        List<FleetNote> notes = FleetOutputs.each(3, i -> FleetNotes.attempt(host(i), START, PATH));
        told.takeAll(notes).take(FleetNotes.withdrawn(notes.get(1), 2)).settled();
        assertThat(told.campaigns.values()).singleElement().satisfies(campaign -> {
            assertThat(campaign.status()).isEqualTo(Campaign.Status.DISSOLVED);
            assertThat(campaign.score()).isZero();
            assertThat(campaign.hostCount()).isZero();
        });
        assertThat(told.fleetAnswers.get("case-of-" + host(0)).counts()).isFalse();
        assertThat(told.fleetAnswers.get("case-of-" + host(0)).atNextRecord()).isFalse();
    }

    // ---- deployments -----------------------------------------------------------------------------------------------

    @Test
    void aDeploymentLowersEveryMemberFromTheTwentiethOn() {
        FleetOutputs told = FleetOutputs.by(FleetOutputs.each(25, i -> FleetNotes.armed(host(i), START)));
        assertThat(told.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.kind()).isEqualTo(CampaignKind.DEPLOYMENT);
            assertThat(campaign.hostCount()).isEqualTo(25);
            assertThat(campaign.score()).as("at least what one host scored").isEqualTo(47);
        });
        assertThat(told.fleetAnswers.values()).hasSize(25).allMatch(FleetAnswer::counts);
        assertThat(told.answers.subList(19, 39))
                .as("the twentieth re-scores those before")
                .allMatch(FleetAnswer::counts);
        assertThat(told.answers).hasSize(25 + 19);
        assertThat(FleetOutputs.by(FleetOutputs.each(19, i -> FleetNotes.armed(host(i), START)))
                        .open())
                .isEmpty();
    }

    /** Names are anybody's to invent: they are shown, and lower nothing. */
    @Test
    void hostsOfWhichNothingElseIsKnownMakeNoArmingCommon() {
        List<FleetNote> notes =
                new ArrayList<>(FleetOutputs.each(25, i -> FleetNotes.armedOnly("invented-" + i, START)));
        notes.addAll(FleetOutputs.each(19, i -> FleetNotes.armed(host(i), START)));
        FleetOutputs told = FleetOutputs.by(notes);
        assertThat(told.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.hostCount()).isEqualTo(44);
            assertThat(campaign.why()).contains("No case is scored lower", "an hour");
        });
        assertThat(told.fleetAnswers.values())
                .hasSize(44)
                .noneMatch(FleetAnswer::counts)
                .allMatch(answer -> answer.campaignId() != null);
        int before = told.answers.size();
        told.take(FleetNotes.armed("invented-3", START)).settled();
        assertThat(told.fleetAnswers.values())
                .as("its life is learnt late")
                .hasSize(44)
                .allMatch(FleetAnswer::counts);
        assertThat(told.answers.subList(before, told.answers.size()))
                .hasSize(44)
                .noneMatch(FleetAnswer::atNextRecord);
        assertThat(told.open().get(0).why()).contains("each case is scored lower");
    }

    @Test
    void aCrowdOfInventedHostsLowersNothing() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ARMING);
        told.takeAll(FleetOutputs.each(2_000, i -> FleetNotes.armedOnly("invented-" + i, START + i)));
        told.takeAll(FleetOutputs.each(19, i -> FleetNotes.armed(host(i), START)));
        assertThat(told.fleetAnswers.values()).hasSize(2_019).noneMatch(FleetAnswer::counts);
        told.take(FleetNotes.armed(host(0), START)).take(FleetNotes.armed(host(19), START));
        assertThat(told.fleetAnswers.get("case-of-" + host(0)).counts()).isFalse();
        assertThat(told.fleetAnswers.get("case-of-" + host(19)).counts()).isTrue();
    }

    @Test
    void oneThatIsUsedRaisesTheGroupAtOnceAndTheOthersAtTheirNextRecord() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ARMING)
                .takeAll(FleetOutputs.each(25, i -> FleetNotes.armed(host(i), START)));
        int before = told.answers.size();
        told.take(FleetNotes.armedAndUsed(host(7), START));
        assertThat(told.revisions.get(told.revisions.size() - 1).score()).isEqualTo(91);
        List<FleetAnswer> after = told.answers.subList(before, told.answers.size());
        assertThat(after).hasSize(25).noneMatch(FleetAnswer::counts);
        assertThat(after).filteredOn(s -> !s.host().equals(host(7))).hasSize(24).allMatch(FleetAnswer::atNextRecord);
    }

    @Test
    void aFloodIsOneDocumentAndItsCountIsWithinItsError() {
        int hosts = 20_000;
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ARMING);
        for (int i = 0; i < hosts; i++) {
            told.take(FleetNotes.armed(host(i), START + i));
        }
        told.settled();
        assertThat(told.campaigns).hasSize(1);
        assertThat(told.revisions)
                .as("one at the crossing, one when counts are told")
                .hasSize(2);
        Campaign campaign = told.open().get(0);
        long error = campaign.hostCountError() == null ? -1 : campaign.hostCountError();
        assertThat(error).isBetween(1L, hosts / 25L);
        assertThat(campaign.hostCount()).isBetween(hosts - error, hosts + error);
        assertThat(campaign.hosts()).hasSize(GroupSummary.NAMES).isSorted();
        assertThat(told.members).isEmpty();
        assertThat(told.answers)
                .as("each host is answered, and the first nineteen again")
                .hasSize(hosts + 19);
        assertThat(told.fleetAnswers.values()).hasSize(hosts).allMatch(FleetAnswer::counts);
    }

    // ---- storms ----------------------------------------------------------------------------------------------------

    @Test
    void aStormRollsUpAndTheOneThatIsConfirmedIsNoPartOfIt() {
        List<FleetNote> notes = new ArrayList<>(FleetOutputs.each(
                30,
                i -> FleetNotes.alerted(host(i), START, i % 3 == 0 ? VendorAnswer.CANNOT_TELL : VendorAnswer.REFUTES)));
        notes.add(15, FleetNotes.alerted("victim", START, VendorAnswer.CONFIRMS));
        FleetOutputs told = FleetOutputs.by(notes);
        assertThat(told.open()).singleElement().satisfies(storm -> {
            assertThat(storm.kind()).isEqualTo(CampaignKind.CRASH_STORM);
            assertThat(storm.hostCount()).isEqualTo(30);
            assertThat(storm.hosts()).doesNotContain("victim");
            assertThat(storm.score()).isZero();
            assertThat(storm.answers()).isEqualTo(new Campaign.Answers(1, 20, 10));
        });
        FleetAnswer victim = told.fleetAnswers.get("case-of-victim");
        assertThat(victim.campaignId()).isNull();
        assertThat(victim.counts()).isFalse();
        FleetAnswer last = told.fleetAnswers.get("case-of-" + host(29));
        assertThat(last.campaignId()).isNotNull();
        assertThat(last.sameAnswer()).isEqualTo(20);
        assertThat(last.answered()).isEqualTo(31);
        assertThat(last.hosts()).as("hosts on which the form was seen").isEqualTo(31);
    }

    @Test
    void sightingsThatTheWindowHasLeftAreNotCounted() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.FORM);
        told.take(FleetNotes.alerted("old", START, VendorAnswer.REFUTES));
        told.take(FleetNotes.alerted("new", START + DistinctHostsByDay.DAYS * 24 * HOUR, VendorAnswer.REFUTES));
        FleetAnswer answer = told.fleetAnswers.get("case-of-new");
        assertThat(answer.hosts()).isEqualTo(1);
        assertThat(answer.sinceMillis()).isEqualTo(START + DistinctHostsByDay.DAYS * 24 * HOUR);
    }

    // ---- properties ------------------------------------------------------------------------------------------------

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        for (int story = 0; story < STORIES; story++) {
            long seed = SEED + story;
            List<List<FleetNote>> cases = randomStory(new Random(seed));
            String expected =
                    FleetOutputs.by(interleaved(cases, new Random(seed))).digest();
            for (int order = 1; order <= ORDERS; order++) {
                List<FleetNote> notes = interleaved(cases, new Random(seed + order * 31L));
                assertThat(FleetOutputs.by(notes).digest())
                        .as("seed %d, order %d", seed, order)
                        .isEqualTo(expected);
            }
        }
    }

    /** The groups grow step by step, and after each step they are what they would be if they were computed from nothing. */
    @ParameterizedTest
    @EnumSource
    void whatGrowsStepByStepIsWhatWouldBeComputedFromNothing(Fingerprint.Kind kind) {
        for (int story = 0; story < STORIES / 4; story++) {
            long seed = SEED + story;
            Random random = new Random(seed);
            int hosts = kind == Fingerprint.Kind.ACTOR ? 3 + random.nextInt(25) : 15 + random.nextInt(30);
            FleetOutputs told = new FleetOutputs(kind);
            FleetOracle oracle = new FleetOracle(kind);
            for (int step = 0; step < 5 * hosts; step++) {
                FleetNote note = randomStep(kind, hosts, random);
                told.take(note).settled();
                oracle.take(note);
                assertThat(told.digest()).as("seed %d, step %d", seed, step).isEqualTo(oracle.digest());
            }
        }
    }

    /** A case that comes, changes or goes; of actors with one to four of few identities, so that groups join and part. */
    private static FleetNote randomStep(Fingerprint.Kind kind, int hosts, Random random) {
        String host = host(random.nextInt(hosts));
        String caseId = "case-%d-of-%s".formatted(random.nextInt(2), host);
        int changes = random.nextInt(100);
        List<String> identities = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String text =
                    List.of("path ", "sha256 ", Fingerprint.PATTERN).get(random.nextInt(3)) + random.nextInt(hosts);
            if (!identities.contains(text)) {
                identities.add(text);
            }
        }
        VendorAnswer answer = kind == Fingerprint.Kind.FORM && random.nextInt(10) > 1 ? answer(random) : null;
        List<String> stages = kind == Fingerprint.Kind.FORM
                ? List.of()
                : random.nextBoolean() ? List.of("launch") : List.of("arming");
        return FleetNotes.random(
                kind,
                host,
                caseId,
                kind == Fingerprint.Kind.ACTOR ? identities : List.of(kind.name()),
                random.ints(1 + random.nextInt(2), 0, kind == Fingerprint.Kind.ACTOR ? 12 : 5)
                        .mapToObj(half -> START + half * (12 * HOUR) + random.nextInt(2))
                        .toList(),
                answer == VendorAnswer.CONFIRMS ? List.of("launch") : stages,
                50 + random.nextInt(40),
                kind == Fingerprint.Kind.ARMING && random.nextInt(20) > 0,
                kind == Fingerprint.Kind.ACTOR || random.nextInt(100) == 0,
                kind == Fingerprint.Kind.ARMING && random.nextInt(4) > 0,
                answer,
                changes < 25);
    }

    /** What is kept between notes saves time, and changes no answer and no document. */
    @ParameterizedTest
    @EnumSource
    void aFleetThatIsKeptTellsWhatOneTellsThatIsRestoredBeforeEachNote(Fingerprint.Kind kind) {
        for (int story = 0; story < STORIES; story++) {
            long seed = SEED + story;
            List<FleetNote> notes = randomNotes(kind, new Random(seed));
            FleetOutputs kept = new FleetOutputs(kind);
            FleetOutputs restored = FleetOutputs.restoring(kind);
            for (FleetNote note : notes) {
                kept.take(note);
                restored.take(note);
                assertThat(restored.fleetAnswers).as("seed %d", seed).isEqualTo(kept.fleetAnswers);
            }
            assertThat(restored.settled().revisions).as("seed %d", seed).isEqualTo(kept.settled().revisions);
            assertThat(restored.answers).as("seed %d", seed).hasSameSizeAs(kept.answers);
        }
    }

    /** Hosts that are armed or raise alerts, again and again; some are used, confirmed or refuted. */
    private static List<FleetNote> randomNotes(Fingerprint.Kind kind, Random random) {
        if (kind == Fingerprint.Kind.ACTOR) {
            return interleaved(randomStory(random), random);
        }
        List<FleetNote> notes = new ArrayList<>();
        int hosts = 15 + random.nextInt(30);
        for (int i = 0; i < 4 * hosts; i++) {
            String host = host(random.nextInt(hosts));
            long time = START + random.nextInt(30) * HOUR / 2 + random.nextInt(2);
            int chance = random.nextInt(100);
            FleetNote note = kind == Fingerprint.Kind.ARMING
                    ? chance == 0
                            ? FleetNotes.armedAndUsed(host, time)
                            : chance < 30 ? FleetNotes.armedOnly(host, time) : FleetNotes.armed(host, time)
                    : FleetNotes.alerted(host, time, chance < 40 ? null : answer(random));
            notes.add(chance > 95 ? FleetNotes.withdrawn(note, 2) : note);
        }
        return notes;
    }

    private static VendorAnswer answer(Random random) {
        List<VendorAnswer> answers = List.copyOf(EnumSet.allOf(VendorAnswer.class));
        return answers.get(random.nextInt(answers.size()));
    }

    @Test
    void theOrderOfArrivalDoesNotMatterInACrowd() {
        List<FleetNote> notes =
                new ArrayList<>(FleetOutputs.each(2_500, i -> FleetNotes.armed(host(i), START + i * 1_000L)));
        String expected = crowd(notes);
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(notes, new Random(SEED + order));
            assertThat(crowd(notes)).as("seed %d", SEED + order).isEqualTo(expected);
        }
    }

    /** Each host shows another name of one tool: what joins them must not get lost among the names. */
    @Test
    void aCrowdIsFoundByWhatJoinedItHoweverManyNamesItHas() {
        List<FleetNote> notes = new ArrayList<>(FleetOutputs.each(1_500, FleetCorrelatorTest::named));
        String expected = crowd(notes);
        assertThat(expected).contains("ACTOR [97, case-of-" + host(0) + ", " + PATTERN);
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(notes, new Random(SEED + order));
            assertThat(crowd(notes)).as("seed %d", SEED + order).isEqualTo(expected);
        }
        List<String> others = List.of(PATTERN, "sha256 bb");
        FleetOutputs told = FleetOutputs.by(notes);
        told.takeAll(FleetOutputs.each(2, i -> FleetNotes.attempt("later-" + i, START, others.get(1))));
        told.take(FleetNotes.attempt("last", START, others.toArray(String[]::new)));
        assertThat(told.open()).as("who bridges, joins").hasSize(1);
        assertThat(told.fleetAnswers.get("case-of-later-0").campaignId())
                .isEqualTo(told.open().get(0).id());
    }

    private static FleetNote named(int i) {
        return FleetNotes.attempt(host(i), 1, START, 97, "path c:\\users\\public\\f" + i + ".exe", PATTERN);
    }

    private static String crowd(List<FleetNote> notes) {
        return FleetOutputs.by(notes).digest();
    }

    /** Attempts of a few actors over a few days; cases change, learn hashes and are refuted. */
    private static List<List<FleetNote>> randomStory(Random random) {
        List<List<FleetNote>> cases = new ArrayList<>();
        int hosts = 3 + random.nextInt(12);
        for (int i = 0; i < hosts; i++) {
            List<FleetNote> revisions = new ArrayList<>();
            int actor = random.nextInt(3);
            long time = START + (long) (random.nextDouble() * 60 * HOUR);
            String path = "path c:\\tools\\" + actor + (random.nextInt(4) == 0 ? "-copy" + i : "") + ".exe";
            int changes = 1 + random.nextInt(3);
            for (int sequence = 1; sequence <= changes; sequence++) {
                boolean hashed = random.nextBoolean();
                int score = 78 + random.nextInt(20);
                List<String> identities = new ArrayList<>(List.of(path));
                if (random.nextInt(3) == 0) {
                    identities.add("pattern c:\\tools\\# " + actor % 2);
                }
                if (hashed) {
                    identities.add("sha256 " + actor);
                }
                revisions.add(FleetNotes.attempt(host(i), sequence, time, score, identities.toArray(String[]::new)));
            }
            if (random.nextInt(4) == 0) {
                revisions.add(FleetNotes.withdrawn(revisions.get(0), changes + 1));
            }
            cases.add(revisions);
        }
        return cases;
    }

    /** Any order that keeps each case's own. */
    private static List<FleetNote> interleaved(List<List<FleetNote>> cases, Random random) {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            turns.addAll(Collections.nCopies(cases.get(i).size(), i));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[cases.size()];
        return turns.stream().map(turn -> cases.get(turn).get(next[turn]++)).toList();
    }
}
