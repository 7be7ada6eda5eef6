package io.github.shtinkering.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.WerLaunch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said to bear on nothing changes nothing: the short way against the long one, after every fact of random stories. */
class BearingTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int STORIES = Integer.getInteger("shtinkering.stories", 250);
    private static final String LOCAL_DUMPS = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";
    private static final WerLaunch SILENT =
            new WerLaunch(WerLaunch.Program.WERFAULT, WerLaunch.Form.UNKNOWN, null, null, false, List.of());
    private static final double[] SPANS = {60, 900, 7_200, 90_000, 400_000};
    private static final SightingSource[] SOURCES = {
        SightingSource.LOGON_HEADER,
        SightingSource.LOGON_HEADER,
        SightingSource.LOGON_HEADER,
        SightingSource.PROCESS_ACCESS,
        SightingSource.PROCESS_ACTIVITY,
        SightingSource.INVENTORY,
        SightingSource.APPLICATION_ERROR,
        SightingSource.CLONE,
        SightingSource.LSA_PID_VALUE
    };

    private final Facts host = Facts.of(Facts.HOST);
    private final Map<String, Integer> spared = new HashMap<>();

    @Test
    void whatBearsOnNothingChangesNothing() {
        for (long seed = SEED; seed < SEED + STORIES; seed++) {
            listen(seed, new Random(seed));
        }

        assertThat(spared.keySet())
                .as("each kind that the short way is for was spared the long one, before and after a telling")
                .contains("LOGON 0", "LOGON 1", "LSASS_SIGHTING 0", "LSASS_SIGHTING 1", "WER_LAUNCH 0", "WER_LAUNCH 1");
        assertThat(spared.get("LSASS_SIGHTING 1")).isGreaterThan(STORIES);
        assertThat(spared.get("LOGON 1")).isGreaterThan(STORIES);
        assertThat(spared.get("WER_LAUNCH 1")).isGreaterThan(STORIES / 4);
    }

    /** DESIGN D11: whatever a host says next. */
    @Test
    void anotherPatternIsToldBySightingsToo() {
        HostState state = new HostState();
        HostStory story = new HostStory(Facts.HOST, state, 1);
        List.of(host.logonHeader(0, Facts.LSASS), host.logonHeader(1, Facts.LSASS), host.alerted(2, 5_700))
                .forEach(fact -> story.learn(fact, 0));
        story.continued(0);

        assertThat(story.learn(host.logonHeader(400, Facts.LSASS), 1)).isFalse();
        HostStory afterTheUpgrade = new HostStory(Facts.HOST, state, 2);
        assertThat(afterTheUpgrade.learn(host.logonHeader(800, Facts.LSASS), 2)).isTrue();
        assertThat(afterTheUpgrade.continued(2).retellingNeeded()).isTrue();
    }

    private void listen(long seed, Random random) {
        HostState state = new HostState();
        long now = 0;
        for (Fact fact : story(random)) {
            HostStory story = new HostStory(Facts.HOST, state, 1);
            now += 1_000;
            List<Object> before = told(state);
            boolean bears = story.learn(fact, now);
            if (!bears) {
                assertThat(told(state)).as("seed %d, %s", seed, fact).isEqualTo(before);
                boolean timeTells = story.mayCloseACase() || story.mayOutliveAnException();
                if (!timeTells) {
                    assertThat(story.continued(now))
                            .as("seed %d, %s", seed, fact)
                            .isEqualTo(new HostStory.Sending(List.of(), false));
                }
                spared.merge(fact.kind() + " " + state.tellings.size(), 1, Integer::sum);
            } else if (story.continued(now).retellingNeeded()) {
                story.toldAgain(now);
            }
        }
    }

    /** The story of every machine that has one, and what of its context is compared. */
    private static List<Object> told(HostState state) {
        Machines machines = new Machines(state);
        List<Object> all = new ArrayList<>();
        for (String machine : machines.all()) {
            Storyteller teller = new Storyteller(Facts.HOST, machine, machines);
            List<Told> told = teller.tell();
            if (!told.isEmpty()) {
                long last = told.stream()
                        .mapToLong(t -> t.event().firstMillis())
                        .max()
                        .orElseThrow();
                all.add(List.of(told, teller.lsass().at(last), teller.loggedOn(told), teller.armingNow()));
            }
        }
        return all;
    }

    /** A host's day: much background, something to tell of now and then, mostly in order. */
    private List<Fact> story(Random random) {
        double span = SPANS[random.nextInt(SPANS.length)];
        boolean colourful = random.nextBoolean();
        int namesMachine = random.nextBoolean() ? 40 : 5;
        List<Fact> facts = new ArrayList<>();
        facts.add(host.lsassStarted(-20_000, Facts.LSASS));
        for (int i = 10 + random.nextInt(90); i > 0; i--) {
            double at = random.nextDouble() * span;
            facts.add(
                    random.nextInt(colourful ? 4 : 12) == 0 ? event(at, random) : background(at, random, namesMachine));
        }
        facts.add(host.alerted(random.nextDouble() * span, random.nextBoolean() ? Facts.LSASS : 5_700));
        facts.sort((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
        for (int i = random.nextInt(10); i > 0; i--) {
            Collections.swap(facts, random.nextInt(facts.size()), random.nextInt(facts.size()));
        }
        if (random.nextInt(5) == 0) {
            Collections.shuffle(facts, random);
        }
        return facts;
    }

    private Fact background(double at, Random random, int namesMachine) {
        Facts by = random.nextInt(8) == 0 ? host.seenBy("security") : host;
        Fact fact =
                switch (random.nextInt(9)) {
                    case 0, 1 -> by.loggedOn(at, "CORP\\user" + random.nextInt(3), random.nextInt(4) == 0 ? 3 : 2);
                    case 2 -> ownLaunch(by, at, 5_700L + 4L * random.nextInt(40));
                    default -> by.sighted(at, pid(random), SOURCES[random.nextInt(SOURCES.length)]);
                };
        return switch (random.nextInt(namesMachine)) {
            case 0 -> Facts.withHostId(fact, "id-" + random.nextInt(2));
            case 1 -> Facts.withDomain(fact, random.nextInt(9) == 0 ? "other.example" : "corp.example");
            default -> fact;
        };
    }

    private static Fact ownLaunch(Facts by, double at, Long target) {
        return by.launched(at, Facts.WER, target, target);
    }

    private static long pid(Random random) {
        return random.nextInt(60) == 0 ? 792 : Facts.LSASS;
    }

    private Fact event(double at, Random random) {
        long target = random.nextBoolean() ? Facts.LSASS : 5_700;
        return switch (random.nextInt(14)) {
            case 0 -> host.armedGlobally(at, "C:\\Windows\\System32\\svchost.exe");
            case 1 -> host.reset(at, "C:\\Windows\\regedit.exe");
            case 2 -> host.launched(at, Facts.WER, target, Facts.TOOL);
            case 3 -> host.launched(at, Facts.WER, target, null);
            case 4 -> ownLaunch(host, at, target);
            case 5 -> host.dumped(at, Facts.WER, "lsass.exe." + target + ".dmp");
            case 6 -> host.booted(at);
            case 7 -> host.lsassStarted(at, random.nextBoolean() ? Facts.LSASS : 792);
            case 8 -> host.crash(at, CrashEvidence.Source.WININIT_1015, "x", "c0000005");
            case 9 -> host.lsassEnded(at, Facts.LSASS);
            case 10 -> host.remoteRegistry(at);
            case 11 ->
                host.registry(
                        at,
                        "C:\\Windows\\System32\\svchost.exe",
                        RegistryChange.Operation.SET_VALUE,
                        LOCAL_DUMPS,
                        "dumptype",
                        2L,
                        "NT AUTHORITY\\LOCAL SERVICE");
            case 12 -> host.seenBy("security").launched(at, Facts.WER, SILENT, null);
            default -> host.alerted(at, target);
        };
    }
}
