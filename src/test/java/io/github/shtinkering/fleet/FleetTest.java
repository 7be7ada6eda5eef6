package io.github.shtinkering.fleet;

import static io.github.shtinkering.fleet.Notes.HOUR;
import static io.github.shtinkering.fleet.Notes.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.casebook.VendorAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FleetTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int STORIES = Integer.getInteger("shtinkering.stories", 120);
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
        Told told = Told.by(Told.each(3, i -> Notes.attempt(host(i), START + i * HOUR, PATH, HASH)));
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
        assertThat(told.standings.values()).hasSize(3).allMatch(Standing::counts);
        assertThat(told.answers).as("three answers, and two that changed").hasSize(5);
        assertThat(told.revisions).hasSize(1);
    }

    @Test
    void twoHostsAreNone() {
        Told told = Told.by(Told.each(2, i -> Notes.attempt(host(i), START, PATH)));
        assertThat(told.open()).isEmpty();
        assertThat(told.standings.values()).noneMatch(Standing::counts);
    }

    @ParameterizedTest(name = "the third host {0} ms after the first: {1}")
    @CsvSource({"86400000, true", "86400001, false"})
    void theWindowIsADayOfEventTime(long span, boolean campaign) {
        List<FleetNote> notes = List.of(
                Notes.attempt("a", START, PATH),
                Notes.attempt("b", START + span, PATH),
                Notes.attempt("c", START + span / 2, PATH));
        assertThat(Told.by(notes).open()).hasSize(campaign ? 1 : 0);
    }

    @Test
    void aHashAndAPathThatOneHostShowsTogetherAreOneActor() {
        List<FleetNote> notes = List.of(
                Notes.attempt("a", START, PATH),
                Notes.attempt("b", START, HASH, OTHER_PATH),
                Notes.attempt("c", START, PATH, HASH),
                Notes.attempt("d", START, "path c:\\tools\\another.exe"));
        Told told = Told.by(notes);
        assertThat(told.open()).singleElement().satisfies(campaign -> assertThat(campaign.hosts())
                .containsExactly("a", "b", "c"));
        assertThat(told.standings.get("case-of-d").campaignId()).isNull();
    }

    /** The rubric has points for a hash or a full path; a pattern shows who belongs together, and moves no score. */
    @Test
    void aRenamedToolIsOneCampaignThatCountsForWhoeverIsProven() {
        List<FleetNote> notes = new ArrayList<>(
                Told.each(3, i -> Notes.attempt(host(i), START, "path c:\\users\\public\\f" + i + ".exe", PATTERN)));
        Told renamed = Told.by(notes);
        assertThat(renamed.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.hosts()).containsExactly(host(0), host(1), host(2));
            assertThat(campaign.fingerprint()).isEqualTo(PATTERN);
            assertThat(campaign.why())
                    .contains("A program under different names attacked LSASS in the same way on 3 hosts.");
            assertThat(campaign.score()).isEqualTo(92 - Notes.CAMPAIGN_POINTS);
        });
        assertThat(renamed.standings.values())
                .hasSize(3)
                .noneMatch(Standing::counts)
                .allMatch(standing -> standing.campaignId() != null);
        notes.add(Notes.attempt("x", START, "path c:\\users\\public\\f1.exe"));
        notes.add(Notes.attempt("y", START, "path c:\\users\\public\\f1.exe"));
        Told proven = Told.by(notes);
        assertThat(proven.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.hostCount()).isEqualTo(5);
            assertThat(campaign.score()).isEqualTo(92);
        });
        assertThat(proven.standings.values())
                .filteredOn(Standing::counts)
                .extracting(Standing::host)
                .containsExactly(host(1), "x", "y");
        assertThat(proven.standings.values()).noneMatch(Standing::atNextRecord);
    }

    @Test
    void twoCampaignsThatTurnOutToBeOneActorsAreOne() {
        Told told = new Told(FleetMark.Kind.ACTOR);
        told.takeAll(Told.each(3, i -> Notes.attempt("a" + i, START, PATH)));
        told.takeAll(Told.each(3, i -> Notes.attempt("b" + i, START, OTHER_PATH)));
        assertThat(told.open()).hasSize(2);
        told.take(Notes.attempt("c", START, PATH, OTHER_PATH)).settled();
        assertThat(told.open()).singleElement().satisfies(campaign -> assertThat(campaign.hostCount())
                .isEqualTo(7));
        Campaign merged = told.campaigns.values().stream()
                .filter(campaign -> campaign.status() == Campaign.Status.MERGED)
                .findFirst()
                .orElseThrow();
        assertThat(merged.mergedInto()).isEqualTo(told.open().get(0).id());
        assertThat(told.standings.values())
                .allMatch(s -> told.open().get(0).id().equals(s.campaignId()));
    }

    @Test
    void aCampaignThatLaterRecordsRefuteIsNoMore() {
        Told told = new Told(FleetMark.Kind.ACTOR);
        List<FleetNote> notes = Told.each(3, i -> Notes.attempt(host(i), START, PATH));
        told.takeAll(notes).take(Notes.withdrawn(notes.get(1), 2)).settled();
        assertThat(told.campaigns.values()).singleElement().satisfies(campaign -> {
            assertThat(campaign.status()).isEqualTo(Campaign.Status.DISSOLVED);
            assertThat(campaign.score()).isZero();
            assertThat(campaign.hostCount()).isZero();
        });
        assertThat(told.standings.get("case-of-" + host(0)).counts()).isFalse();
        assertThat(told.standings.get("case-of-" + host(0)).atNextRecord()).isFalse();
    }

    // ---- deployments -----------------------------------------------------------------------------------------------

    @Test
    void aDeploymentLowersEveryMemberFromTheTwentiethOn() {
        Told told = Told.by(Told.each(25, i -> Notes.armed(host(i), START)));
        assertThat(told.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.kind()).isEqualTo(CampaignKind.DEPLOYMENT);
            assertThat(campaign.hostCount()).isEqualTo(25);
            assertThat(campaign.score()).as("at least what one host scored").isEqualTo(47);
        });
        assertThat(told.standings.values()).hasSize(25).allMatch(Standing::counts);
        assertThat(told.answers.subList(19, 39))
                .as("the twentieth re-scores those before")
                .allMatch(Standing::counts);
        assertThat(told.answers).hasSize(25 + 19);
        assertThat(Told.by(Told.each(19, i -> Notes.armed(host(i), START))).open())
                .isEmpty();
    }

    /** Names are anybody's to invent: they are shown, and lower nothing. */
    @Test
    void hostsOfWhichNothingElseIsKnownMakeNoArmingCommon() {
        List<FleetNote> notes = new ArrayList<>(Told.each(25, i -> Notes.armedOnly("invented-" + i, START)));
        notes.addAll(Told.each(19, i -> Notes.armed(host(i), START)));
        Told told = Told.by(notes);
        assertThat(told.open()).singleElement().satisfies(campaign -> {
            assertThat(campaign.hostCount()).isEqualTo(44);
            assertThat(campaign.why()).contains("No case is scored lower", "an hour");
        });
        assertThat(told.standings.values())
                .hasSize(44)
                .noneMatch(Standing::counts)
                .allMatch(standing -> standing.campaignId() != null);
        int before = told.answers.size();
        told.take(Notes.armed("invented-3", START)).settled();
        assertThat(told.standings.values())
                .as("its life is learnt late")
                .hasSize(44)
                .allMatch(Standing::counts);
        assertThat(told.answers.subList(before, told.answers.size()))
                .hasSize(44)
                .noneMatch(Standing::atNextRecord);
        assertThat(told.open().get(0).why()).contains("each case is scored lower");
    }

    @Test
    void aCrowdOfInventedHostsLowersNothing() {
        Told told = new Told(FleetMark.Kind.ARMING);
        told.takeAll(Told.each(2_000, i -> Notes.armedOnly("invented-" + i, START + i)));
        told.takeAll(Told.each(19, i -> Notes.armed(host(i), START)));
        assertThat(told.standings.values()).hasSize(2_019).noneMatch(Standing::counts);
        told.take(Notes.armed(host(0), START)).take(Notes.armed(host(19), START));
        assertThat(told.standings.get("case-of-" + host(0)).counts()).isFalse();
        assertThat(told.standings.get("case-of-" + host(19)).counts()).isTrue();
    }

    @Test
    void oneThatIsUsedRaisesTheGroupAtOnceAndTheOthersAtTheirNextRecord() {
        Told told = new Told(FleetMark.Kind.ARMING).takeAll(Told.each(25, i -> Notes.armed(host(i), START)));
        int before = told.answers.size();
        told.take(Notes.armedAndUsed(host(7), START));
        assertThat(told.revisions.get(told.revisions.size() - 1).score()).isEqualTo(91);
        List<Standing> after = told.answers.subList(before, told.answers.size());
        assertThat(after).hasSize(25).noneMatch(Standing::counts);
        assertThat(after).filteredOn(s -> !s.host().equals(host(7))).hasSize(24).allMatch(Standing::atNextRecord);
    }

    @Test
    void aFloodIsOneDocumentAndItsCountIsWithinItsError() {
        int hosts = 20_000;
        Told told = new Told(FleetMark.Kind.ARMING);
        for (int i = 0; i < hosts; i++) {
            told.take(Notes.armed(host(i), START + i));
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
        assertThat(campaign.hosts()).hasSize(Crowd.NAMES).isSorted();
        assertThat(told.members).isEmpty();
        assertThat(told.answers)
                .as("each host is answered, and the first nineteen again")
                .hasSize(hosts + 19);
        assertThat(told.standings.values()).hasSize(hosts).allMatch(Standing::counts);
    }

    // ---- storms ----------------------------------------------------------------------------------------------------

    @Test
    void aStormRollsUpAndTheOneThatIsConfirmedIsNoPartOfIt() {
        List<FleetNote> notes = new ArrayList<>(Told.each(
                30, i -> Notes.alerted(host(i), START, i % 3 == 0 ? VendorAnswer.CANNOT_TELL : VendorAnswer.REFUTES)));
        notes.add(15, Notes.alerted("victim", START, VendorAnswer.CONFIRMS));
        Told told = Told.by(notes);
        assertThat(told.open()).singleElement().satisfies(storm -> {
            assertThat(storm.kind()).isEqualTo(CampaignKind.CRASH_STORM);
            assertThat(storm.hostCount()).isEqualTo(30);
            assertThat(storm.hosts()).doesNotContain("victim");
            assertThat(storm.score()).isZero();
            assertThat(storm.answers()).isEqualTo(new Campaign.Answers(1, 20, 10));
        });
        Standing victim = told.standings.get("case-of-victim");
        assertThat(victim.campaignId()).isNull();
        assertThat(victim.counts()).isFalse();
        Standing last = told.standings.get("case-of-" + host(29));
        assertThat(last.campaignId()).isNotNull();
        assertThat(last.sameAnswer()).isEqualTo(20);
        assertThat(last.answered()).isEqualTo(31);
        assertThat(last.hosts()).as("hosts on which the form was seen").isEqualTo(31);
    }

    @Test
    void sightingsThatTheWindowHasLeftAreNotCounted() {
        Told told = new Told(FleetMark.Kind.FORM);
        told.take(Notes.alerted("old", START, VendorAnswer.REFUTES));
        told.take(Notes.alerted("new", START + HostDays.DAYS * 24 * HOUR, VendorAnswer.REFUTES));
        Standing standing = told.standings.get("case-of-new");
        assertThat(standing.hosts()).isEqualTo(1);
        assertThat(standing.sinceMillis()).isEqualTo(START + HostDays.DAYS * 24 * HOUR);
    }

    // ---- properties ------------------------------------------------------------------------------------------------

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        for (int story = 0; story < STORIES; story++) {
            long seed = SEED + story;
            List<List<FleetNote>> cases = randomStory(new Random(seed));
            String expected = Told.by(interleaved(cases, new Random(seed))).digest();
            for (int order = 1; order <= ORDERS; order++) {
                List<FleetNote> notes = interleaved(cases, new Random(seed + order * 31L));
                assertThat(Told.by(notes).digest())
                        .as("seed %d, order %d", seed, order)
                        .isEqualTo(expected);
            }
        }
    }

    /** The groups grow step by step, and after each step they are what they would be if they were computed from nothing. */
    @ParameterizedTest
    @EnumSource
    void whatGrowsStepByStepIsWhatWouldBeComputedFromNothing(FleetMark.Kind kind) {
        for (int story = 0; story < STORIES / 4; story++) {
            long seed = SEED + story;
            Random random = new Random(seed);
            int hosts = kind == FleetMark.Kind.ACTOR ? 3 + random.nextInt(25) : 15 + random.nextInt(30);
            Told told = new Told(kind);
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
    private static FleetNote randomStep(FleetMark.Kind kind, int hosts, Random random) {
        String host = host(random.nextInt(hosts));
        String caseId = "case-%d-of-%s".formatted(random.nextInt(2), host);
        int changes = random.nextInt(100);
        List<String> identities = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String text = List.of("path ", "sha256 ", FleetMark.PATTERN).get(random.nextInt(3)) + random.nextInt(hosts);
            if (!identities.contains(text)) {
                identities.add(text);
            }
        }
        VendorAnswer answer = kind == FleetMark.Kind.FORM && random.nextInt(10) > 1 ? answer(random) : null;
        List<String> stages =
                kind == FleetMark.Kind.FORM ? List.of() : random.nextBoolean() ? List.of("launch") : List.of("arming");
        return Notes.random(
                kind,
                host,
                caseId,
                kind == FleetMark.Kind.ACTOR ? identities : List.of(kind.name()),
                random.ints(1 + random.nextInt(2), 0, kind == FleetMark.Kind.ACTOR ? 12 : 5)
                        .mapToObj(half -> START + half * (12 * HOUR) + random.nextInt(2))
                        .toList(),
                answer == VendorAnswer.CONFIRMS ? List.of("launch") : stages,
                50 + random.nextInt(40),
                kind == FleetMark.Kind.ARMING && random.nextInt(20) > 0,
                kind == FleetMark.Kind.ACTOR || random.nextInt(100) == 0,
                kind == FleetMark.Kind.ARMING && random.nextInt(4) > 0,
                answer,
                changes < 25);
    }

    /** What is kept between notes saves time, and changes no answer and no document. */
    @ParameterizedTest
    @EnumSource
    void aFleetThatIsKeptTellsWhatOneTellsThatIsRestoredBeforeEachNote(FleetMark.Kind kind) {
        for (int story = 0; story < STORIES; story++) {
            long seed = SEED + story;
            List<FleetNote> notes = randomNotes(kind, new Random(seed));
            Told kept = new Told(kind);
            Told restored = Told.restoring(kind);
            for (FleetNote note : notes) {
                kept.take(note);
                restored.take(note);
                assertThat(restored.standings).as("seed %d", seed).isEqualTo(kept.standings);
            }
            assertThat(restored.settled().revisions).as("seed %d", seed).isEqualTo(kept.settled().revisions);
            assertThat(restored.answers).as("seed %d", seed).hasSameSizeAs(kept.answers);
        }
    }

    /** Hosts that are armed or raise alerts, again and again; some are used, confirmed or refuted. */
    private static List<FleetNote> randomNotes(FleetMark.Kind kind, Random random) {
        if (kind == FleetMark.Kind.ACTOR) {
            return interleaved(randomStory(random), random);
        }
        List<FleetNote> notes = new ArrayList<>();
        int hosts = 15 + random.nextInt(30);
        for (int i = 0; i < 4 * hosts; i++) {
            String host = host(random.nextInt(hosts));
            long time = START + random.nextInt(30) * HOUR / 2 + random.nextInt(2);
            int chance = random.nextInt(100);
            FleetNote note = kind == FleetMark.Kind.ARMING
                    ? chance == 0
                            ? Notes.armedAndUsed(host, time)
                            : chance < 30 ? Notes.armedOnly(host, time) : Notes.armed(host, time)
                    : Notes.alerted(host, time, chance < 40 ? null : answer(random));
            notes.add(chance > 95 ? Notes.withdrawn(note, 2) : note);
        }
        return notes;
    }

    private static VendorAnswer answer(Random random) {
        List<VendorAnswer> answers = List.copyOf(EnumSet.allOf(VendorAnswer.class));
        return answers.get(random.nextInt(answers.size()));
    }

    @Test
    void theOrderOfArrivalDoesNotMatterInACrowd() {
        List<FleetNote> notes = new ArrayList<>(Told.each(2_500, i -> Notes.armed(host(i), START + i * 1_000L)));
        String expected = crowd(notes);
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(notes, new Random(SEED + order));
            assertThat(crowd(notes)).as("seed %d", SEED + order).isEqualTo(expected);
        }
    }

    /** Each host shows another name of one tool: what joins them must not get lost among the names. */
    @Test
    void aCrowdIsFoundByWhatJoinedItHoweverManyNamesItHas() {
        List<FleetNote> notes = new ArrayList<>(Told.each(1_500, FleetTest::named));
        String expected = crowd(notes);
        assertThat(expected).contains("ACTOR [97, case-of-" + host(0) + ", " + PATTERN);
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(notes, new Random(SEED + order));
            assertThat(crowd(notes)).as("seed %d", SEED + order).isEqualTo(expected);
        }
        List<String> others = List.of(PATTERN, "sha256 bb");
        Told told = Told.by(notes);
        told.takeAll(Told.each(2, i -> Notes.attempt("later-" + i, START, others.get(1))));
        told.take(Notes.attempt("last", START, others.toArray(String[]::new)));
        assertThat(told.open()).as("who bridges, joins").hasSize(1);
        assertThat(told.standings.get("case-of-later-0").campaignId())
                .isEqualTo(told.open().get(0).id());
    }

    private static FleetNote named(int i) {
        return Notes.attempt(host(i), 1, START, 97, "path c:\\users\\public\\f" + i + ".exe", PATTERN);
    }

    private static String crowd(List<FleetNote> notes) {
        return Told.by(notes).digest();
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
                revisions.add(Notes.attempt(host(i), sequence, time, score, identities.toArray(String[]::new)));
            }
            if (random.nextInt(4) == 0) {
                revisions.add(Notes.withdrawn(revisions.get(0), changes + 1));
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
