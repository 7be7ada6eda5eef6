package io.github.shtinkering.simulate;

import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.story.ExpectedOutcome;
import io.github.shtinkering.simulate.story.ReportedCase;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Stories turned into the records that a replay reads, in one order of arrival or another. */
final class Acceptance {
    private static final long BETWEEN_COPIES_MILLIS = Duration.ofDays(300).toMillis();

    private Acceptance() {}

    /** The stories that a shape can tell alone: every event that must give a fact has a record. */
    static List<SimulatedStory> tellableBy(RecordShape shape, List<SimulatedStory> stories) {
        return stories.stream()
                .filter(story -> story.events().stream()
                        .allMatch(event -> !event.otherSensor()
                                && (ExpectedFact.of(event).isEmpty()
                                        || shape.render(event).isPresent())))
                .toList();
    }

    /**
     * The same story on hosts of its own, years away from its other copies, so that many copies fit into one replay and
     * the fleet's correlation joins none of them.
     */
    static SimulatedStory copy(SimulatedStory story, int number) {
        String suffix = "-" + number;
        long shift = number * BETWEEN_COPIES_MILLIS;
        List<StoryEvent> events = story.events().stream()
                .map(event -> new StoryEvent(
                        event.host() + suffix,
                        event.timeMillis() + shift,
                        event.ordinal(),
                        event.otherSensor(),
                        event.simulated()))
                .toList();
        List<ExpectedOutcome> expected = story.expected().stream()
                .map(truth ->
                        new ExpectedOutcome(truth.host() + suffix, truth.verdicts(), truth.stages(), truth.band()))
                .toList();
        return new SimulatedStory(story.id() + suffix, story.title(), events, expected);
    }

    /** One story after the other, each event in its place. */
    static List<byte[]> inOrder(List<SimulatedStory> stories, Function<SimulatedStory, HostSensors> sensors) {
        List<byte[]> records = new ArrayList<>();
        for (SimulatedStory story : stories) {
            HostSensors watching = sensors.apply(story);
            for (StoryEvent event : story.events()) {
                watching.render(event).ifPresent(line -> records.add(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return records;
    }

    /** The same records in an order that a seed settles, some of them twice. */
    static List<byte[]> shuffledWithDuplicates(List<byte[]> records, long seed) {
        Random random = new Random(seed);
        List<byte[]> all = new ArrayList<>(records);
        records.stream().filter(record -> random.nextInt(4) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    /** What is wrong with the findings, one line a host. */
    static List<String> differences(List<SimulatedStory> stories, List<ReportedCase> findings) {
        return stories.stream()
                .flatMap(story -> story.expected().stream()
                        .flatMap(expected -> expected.difference(findings).stream())
                        .map(difference -> story.id() + " (" + story.title() + ") " + difference))
                .toList();
    }
}
