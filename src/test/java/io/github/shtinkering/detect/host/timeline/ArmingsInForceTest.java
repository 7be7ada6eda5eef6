package io.github.shtinkering.detect.host.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.evidence.ChainArmings;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.pattern.Chain;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a host is armed, and by which writes, is the same wherever it is asked. */
class ArmingsInForceTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String LSASS_KEY =
            "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps\\lsass.exe";

    private static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** The registry's state decides what a write does; the timeline must leave the same. */
    @ParameterizedTest
    @MethodSource("seeds")
    void areThoseSinceTheRegistrySaysThatTheHostIsArmed(int seed) {
        TimelineBuilder builder = builder(history(new Random(seed)));
        List<TimelineEntry> timeline = builder.build();
        ArmingsInForce inForce = ArmingsInForce.after(timeline);

        assertThat(inForce.isArmed()).isEqualTo(builder.armingNow().armed());
        TimelineEntry since = builder.armedSince();
        assertThat(inForce.entries().stream().limit(1).map(arming -> arming.event()
                        .id()))
                .containsExactlyElementsOf(Stream.ofNullable(since)
                        .map(arming -> arming.event().id())
                        .toList());
    }

    /** The pattern hears of the write that armed the host, and of no renewal. */
    @ParameterizedTest
    @MethodSource("seeds")
    void areRenewedByAllButTheFirst(int seed) {
        ArmingsInForce inForce = new ArmingsInForce();
        for (TimelineEntry entry : builder(history(new Random(seed))).build()) {
            assertThat(entry.renewal()).isEqualTo(entry.kind() == EntryKind.ARMING && inForce.isArmed());
            inForce.follow(entry);
        }
    }

    /** A chain that begins with the write that armed the host has all that are in force at the act. */
    @ParameterizedTest
    @MethodSource("seeds")
    void areTheArmingsOfAChain(int seed) {
        List<TimelineEntry> timeline = builder(history(new Random(seed))).build();
        ChainArmings armings = new ChainArmings(timeline);
        ArmingsInForce inForce = new ArmingsInForce();
        for (TimelineEntry entry : timeline) {
            if (entry.kind() == EntryKind.LAUNCH && inForce.isArmed()) {
                String first = inForce.entries().get(0).event().id();
                String launch = entry.event().id();
                assertThat(armings.of(new Chain(Facts.HOST, "", 0, first, launch, null)))
                        .isEqualTo(inForce.entries());
                assertThat(armings.of(new Chain(Facts.HOST, "", 0, null, launch, null)))
                        .isEmpty();
            }
            inForce.follow(entry);
        }
    }

    /** Nobody else works it out. */
    @Test
    void areFollowedInOnePlace() throws IOException {
        List<String> places;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            places = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file).contains("disarms()"))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
        assertThat(places).containsExactly("ArmingsInForce.java", "TimelineEntry.java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TimelineBuilder builder(List<Fact> facts) {
        List<Fact> ordered = facts.stream().sorted(TimelineOrder.BY_TIME).toList();
        return new TimelineBuilder(new MachineEvidence(Facts.HOST, "", ordered, List.of(), List.of(), List.of()));
    }

    /** Writes that arm and disarm in either scope, and launches, some of them within one second. */
    private static List<Fact> history(Random random) {
        List<Fact> facts = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < 12; i++) {
            at += random.nextInt(3) == 0 ? 0.1 : 90;
            facts.add(
                    switch (random.nextInt(5)) {
                        case 0 -> HOST.armedGlobally(at, REGEDIT);
                        case 1 -> HOST.armedLsass(at, REGEDIT);
                        case 2 -> HOST.reset(at, REGEDIT);
                        case 3 ->
                            HOST.registry(at, REGEDIT, RegistryChange.Operation.DELETE_KEY, LSASS_KEY, null, null);
                        default -> HOST.launched(at, Facts.WER + i, Facts.LSASS, Facts.TOOL);
                    });
        }
        return facts;
    }
}
