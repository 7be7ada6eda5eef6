package io.github.shtinkering.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the records of one story tell of one of its hosts.
 *
 * @param story the story's id and title
 * @param facts in the order in which their records come
 */
record HostScenario(String story, List<Fact> facts) {
    private static final long T0 = 1_780_300_800_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    /** docs/detection.md: the sightings of a boot without acts are kept for eight boots. */
    boolean keptWhole() {
        long days = facts.stream()
                .filter(fact -> fact.kind() == FactKind.BOOT)
                .map(fact -> Math.floorDiv(fact.timeMillis(), DAY_MILLIS))
                .distinct()
                .count();
        return days <= 8;
    }

    /** The same facts of a host of another name. */
    List<Fact> on(String host) {
        return facts.stream().map(fact -> Facts.onHost(fact, host)).toList();
    }

    /** Stories that are written as data. */
    static List<HostScenario> written() throws IOException {
        return WrittenStories.stories().stream()
                .flatMap(story -> of(story, sensors(story)))
                .toList();
    }

    /** Our own stories, and those that a simulated fleet hides. */
    static List<HostScenario> own() {
        Stream<HostScenario> planted = new PlantedStories(
                        IntStream.range(0, 100).mapToObj(i -> "T-" + i).iterator(),
                        LongStream.range(0, 100)
                                .mapToObj(i -> T0 + i * DAY_MILLIS)
                                .iterator())
                .all().stream().flatMap(plant -> of(plant.story(), plant.sensors()));
        return Stream.concat(OwnStories.all().stream().flatMap(story -> of(story, sensors(story))), planted)
                .toList();
    }

    /** Our own stories and the written ones, each told by one product and what it needs beside it. */
    static List<HostScenario> ofOneSensor() throws IOException {
        return bothKinds().flatMap(story -> of(story, one(story))).toList();
    }

    /** The same, each told by another product, too, that knows nothing of the first. */
    static List<HostScenario> ofTwoSensors() throws IOException {
        return bothKinds().flatMap(story -> of(story, one(story), other(story))).toList();
    }

    private static Stream<SimulatedStory> bothKinds() throws IOException {
        return Stream.concat(OwnStories.all().stream(), WrittenStories.stories().stream());
    }

    private static HostSensors one(SimulatedStory story) {
        return HostSensors.withCompanions(edrFirst(story) ? RecordShapes.elasticDefend() : RecordShapes.winlogbeat());
    }

    private static HostSensors other(SimulatedStory story) {
        return HostSensors.only(edrFirst(story) ? RecordShapes.winlogbeat() : RecordShapes.elasticDefend());
    }

    private static boolean edrFirst(SimulatedStory story) {
        return story.id().hashCode() % 2 == 0;
    }

    private static HostSensors sensors(SimulatedStory story) {
        List<RecordShape> shapes = RecordShapes.all();
        return HostSensors.withCompanions(shapes.get(Math.floorMod(story.id().hashCode(), shapes.size())));
    }

    private static Stream<HostScenario> of(SimulatedStory story, HostSensors... products) {
        Map<String, List<Fact>> hosts = new LinkedHashMap<>();
        for (StoryEvent event : story.events()) {
            for (HostSensors product : products) {
                product.render(event).ifPresent(record -> decoded(record)
                        .forEach(fact -> hosts.computeIfAbsent(fact.host(), host -> new ArrayList<>())
                                .add(fact)));
            }
        }
        return hosts.values().stream().map(facts -> new HostScenario(story.id() + " (" + story.title() + ")", facts));
    }

    private static List<Fact> decoded(String record) {
        Decoded decoded = new Decoded();
        byte[] bytes = record.getBytes(UTF_8);
        Decoded.decoder(ByteFilter.shared()).decode(bytes, 0, bytes.length, () -> "tale:1", decoded);
        return decoded.facts;
    }
}
