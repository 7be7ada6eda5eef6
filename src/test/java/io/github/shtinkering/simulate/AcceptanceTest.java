package io.github.shtinkering.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.Recordings;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.ReportedCase;
import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stories with a known end through the whole job: in every shape alone, in all shapes mixed, in order and shuffled, with
 * duplicates.
 */
@Execution(ExecutionMode.CONCURRENT)
class AcceptanceTest {
    @TempDir
    private Path directory;

    /** One replay holds all shapes: each tells the stories of hosts of its own, numbered as the shapes are. */
    @Test
    void everyStoryThatAShapeCanTellEndsAsItMust() throws Exception {
        List<SimulatedStory> stories = new ArrayList<>();
        List<byte[]> records = new ArrayList<>();
        List<RecordShape> shapes = RecordShapes.all();
        for (int i = 0; i < shapes.size(); i++) {
            int number = i;
            RecordShape shape = shapes.get(i);
            List<SimulatedStory> told = Acceptance.tellableBy(shape, withoutExceptions()).stream()
                    .map(story -> Acceptance.copy(story, number))
                    .toList();
            assertThat(told).as(shape.name()).isNotEmpty();
            stories.addAll(told);
            records.addAll(Acceptance.inOrder(told, story -> HostSensors.only(shape)));
        }
        assertEndAsTheyMust(stories, records);
    }

    /** Says so where there are no stories among the recordings; the other tests then replay ours only. */
    @Test
    void theStoriesAmongTheRecordingsTakePart() throws Exception {
        List<SimulatedStory> recorded = StoryReader.read(Recordings.require(WrittenStories.RECORDED)).stream()
                .map(StoryReader.Read::story)
                .toList();
        assertThat(recorded).isNotEmpty();
        assertThat(stories()).containsAll(recorded);
    }

    @Test
    void everyStoryEndsAsItMustInAMixOfShapes() throws Exception {
        List<SimulatedStory> stories = stories();
        assertEndAsTheyMust(stories, Acceptance.inOrder(stories, AcceptanceTest::anySensors));
    }

    /** Each stage of a story by another product. */
    @ParameterizedTest
    @CsvSource({
        "winlogbeat/sysmon, defender, elastic-defend",
        "elastic-defend, splunk-xml/security, defender",
        "defender, elastic-defend, wazuh/sysmon"
    })
    void everyStoryEndsAsItMustWithEachStageByAnotherProduct(String registry, String launch, String dump)
            throws Exception {
        List<SimulatedStory> stories = stories();
        List<byte[]> records = new ArrayList<>();
        for (SimulatedStory story : stories) {
            for (StoryEvent event : story.events()) {
                String product = registry;
                if (event.simulated() instanceof SimulatedEvent.ProcessStarted) {
                    product = launch;
                } else if (event.simulated() instanceof SimulatedEvent.FileTouched) {
                    product = dump;
                }
                HostSensors.withCompanions(shape(product))
                        .render(event)
                        .ifPresent(line -> records.add(line.getBytes(UTF_8)));
            }
        }
        assertEndAsTheyMust(stories, records);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyStoryEndsAsItMustInAnyOrderAndWithDuplicates(long seed) throws Exception {
        List<SimulatedStory> stories = stories();
        List<byte[]> records = Acceptance.inOrder(stories, AcceptanceTest::anySensors);
        assertEndAsTheyMust(stories, Acceptance.shuffledWithDuplicates(records, seed));
    }

    @Test
    void whatASimulatedFleetHidesIsFoundAndNothingElse() throws Exception {
        SimulatedFleet fleet = new SimulatedFleet(new SimulatedFleet.Settings(
                11, Instant.parse("2026-11-09T00:00:00Z").toEpochMilli(), Duration.ofDays(1), 250, 20_000));
        List<ReportedCase> findings = new StoryReplay(directory).findings(fleet.records(), List.of());
        assertThat(fleet.truth().stories().stream().flatMap(story -> story.expected().difference(findings).stream()
                        .map(difference -> story.id() + " " + difference)))
                .isEmpty();
        List<String> planted = fleet.truth().stories().stream()
                .map(story -> story.expected().host())
                .toList();
        assertThat(findings)
                .filteredOn(finding -> !finding.harmless() && !planted.contains(finding.host()))
                .isEmpty();
    }

    private void assertEndAsTheyMust(List<SimulatedStory> stories, List<byte[]> records) throws Exception {
        List<ReportedCase> findings =
                new StoryReplay(directory).findings(records.iterator(), WrittenStories.exceptions());
        assertThat(Acceptance.differences(stories, findings)).isEmpty();
    }

    private static List<SimulatedStory> stories() throws Exception {
        return Stream.concat(OwnStories.all().stream(), WrittenStories.stories().stream())
                .toList();
    }

    /** A copy of a story lies in another year, where its exceptions are not in force. */
    private static List<SimulatedStory> withoutExceptions() throws Exception {
        List<String> excepted = WrittenStories.read().stream()
                .filter(read -> !read.exceptions().isEmpty())
                .map(read -> read.story().id())
                .toList();
        return stories().stream()
                .filter(story -> !excepted.contains(story.id()))
                .toList();
    }

    private static RecordShape shape(String name) {
        return RecordShapes.all().stream()
                .filter(shape -> shape.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Sensors that depend on the story alone, so that all stories together meet all shapes. */
    private static HostSensors anySensors(SimulatedStory story) {
        List<RecordShape> shapes = RecordShapes.all();
        return HostSensors.withCompanions(shapes.get(Math.floorMod(story.id().hashCode(), shapes.size())));
    }
}
