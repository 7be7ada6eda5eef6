package io.github.shtinkering.detect.fleet;

import static io.github.shtinkering.detect.fleet.FleetNotes.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A flood of attempts: each costs the same however many there were, and hides nobody. */
class FleetFloodTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    /** As many as are kept one by one. */
    private static final int ATTEMPTS = FleetMembers.LIMIT;

    private static final int CAMPAIGNS = 10;
    private static final int CAMPAIGN_HOSTS = 5;
    private static final String PATTERN = "pattern c:\\users\\public\\#.exe as s-1-5-18";
    /** What one note may make the fleet look at where nobody else's answer changes. */
    private static final long FEW = 20;

    private static String path(int i) {
        return "path c:\\users\\public\\" + i + ".exe";
    }

    /** Each is told of twice, as a case is that grows. */
    private static List<FleetNote> twice(int i, String... identities) {
        String host = "invented-" + i;
        return List.of(
                FleetNotes.attempt(host, 1, START + i, 88, identities),
                FleetNotes.attempt(host, 2, START + i, 97, identities));
    }

    @Test
    void manyActorsOnAsManyHosts() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ACTOR);
        for (int i = 0; i < ATTEMPTS; i++) {
            told.takeAll(twice(i, path(i), "sha256 " + i));
        }
        assertThat(told.mostEffort).isLessThanOrEqualTo(FEW);
        assertThat(told.campaigns).isEmpty();
        assertThat(told.answers).hasSize(2 * ATTEMPTS);
    }

    @Test
    void oneToolWithANameOfItsOwnOnEachHost() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ACTOR);
        long before = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            told.takeAll(twice(i, path(i), PATTERN));
            if (i == DistinctHosts.EXACT + 1) {
                before = told.effort;
            }
        }
        told.settled();
        assertThat(before / DistinctHosts.EXACT)
                .as("of each that is kept one by one")
                .isLessThanOrEqualTo(2 * FEW);
        assertThat((told.effort - before) / ATTEMPTS)
                .as("of each that is counted")
                .isLessThanOrEqualTo(FEW);
        assertThat(told.open()).singleElement().satisfies(campaign -> {
            long error = campaign.hostCountError() == null ? -1 : campaign.hostCountError();
            assertThat(error).isBetween(1L, ATTEMPTS / 25L);
            assertThat(campaign.hostCount()).isBetween(ATTEMPTS - error, ATTEMPTS + error);
        });
        assertThat(told.fleetAnswers.values()).hasSize(ATTEMPTS).allMatch(FleetAnswer::counts);
        assertThat(told.members).isEmpty();
    }

    @Test
    void trueCampaignsInIt() {
        List<FleetNote> notes = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            notes.addAll(i % 2 == 0 ? twice(i, path(i)) : twice(i, path(i), PATTERN));
        }
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            for (int i = 0; i < CAMPAIGN_HOSTS; i++) {
                notes.add(FleetNotes.attempt("true-" + campaign + "-" + i, START + i, "sha256 tool-" + campaign));
            }
        }
        Collections.shuffle(notes, new Random(SEED));
        FleetOutputs told =
                new FleetOutputs(Fingerprint.Kind.ACTOR).takeAll(notes).settled();
        assertThat(told.open()).as("and the invented one, seed %d", SEED).hasSize(CAMPAIGNS + 1);
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            String tool = "sha256 tool-" + campaign;
            assertThat(told.open())
                    .filteredOn(found -> found.fingerprint().equals(tool))
                    .singleElement()
                    .satisfies(found -> assertThat(found.hostCount()).isEqualTo(CAMPAIGN_HOSTS));
        }
        assertThat(told.fleetAnswers.values())
                .filteredOn(answer -> answer.host().startsWith("true-"))
                .hasSize(CAMPAIGNS * CAMPAIGN_HOSTS)
                .allMatch(FleetAnswer::counts);
    }

    /** Whoever has to leave because there are too many takes no campaign with it. */
    @Test
    void aCampaignOutlivesALaterFlood() {
        FleetOutputs told = new FleetOutputs(Fingerprint.Kind.ACTOR);
        told.takeAll(FleetOutputs.each(
                CAMPAIGN_HOSTS, i -> FleetNotes.attempt("true-" + i, START - 1_000 + i, "sha256 tool")));
        for (int i = 0; i < ATTEMPTS + 100; i++) {
            told.take(FleetNotes.attempt("invented-" + i, START + i, path(i)));
        }
        assertThat(told.state.evicted).isPositive();
        assertThat(told.members).hasSizeLessThanOrEqualTo(FleetMembers.LIMIT);
        told.take(FleetNotes.attempt("later", START, "sha256 tool", "path c:\\later.exe"))
                .settled();
        assertThat(told.open()).singleElement().satisfies(campaign -> assertThat(campaign.hostCount())
                .isEqualTo(CAMPAIGN_HOSTS + 1));
        assertThat(told.fleetAnswers.get("case-of-later").counts()).isTrue();
        assertThat(told.fleetAnswers.get("case-of-true-0").counts()).isTrue();
    }
}
