package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.replay.ReplayRun;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text that a person reads, of the demo and of all stories: no placeholder, no gap, nothing said twice. */
class LeftoverTextsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant DAY = Instant.parse("2026-11-09T00:00:00Z");
    private static final Pattern LEFTOVER =
            Pattern.compile("\\?|#|\\bnull\\b|  |\\.\\.|;\\.|,\\.|: \\.| [.,;](?!\\w)| $|\\bfor want of\\b");
    private static final Pattern PATH = Pattern.compile("[A-Za-z]:\\\\[^\\s;,\"()`]+[^\\s;,\"()`.:]");
    /** Commands to copy: they may say again what the sentence says. */
    private static final Pattern COMMAND = Pattern.compile("`[^`]*`");
    /** Queries begin with their language. */
    private static final Pattern QUERY = Pattern.compile("^(ES\\|QL|KQL|SPL|Lucene): .*");

    @TempDir
    Path folder;

    @Test
    void theDemosTextsAreWhole() throws Exception {
        new SimulatedFleet(new SimulatedFleet.Settings(1, DAY.toEpochMilli(), Duration.ofDays(1), 200, 2_000))
                .writeTo(folder.resolve("telemetry"));
        List<String> texts = replayed(folder.resolve("telemetry/telemetry.ndjson"));
        assertThat(texts).hasSizeGreaterThan(1_000);
        assertThat(faults(texts)).isEmpty();
    }

    @Test
    void theStoriesTextsAreWhole() throws Exception {
        List<SimulatedStory> stories = new ArrayList<>(OwnStories.all());
        stories.addAll(WrittenStories.stories());
        Path telemetry = folder.resolve("stories.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(telemetry, StandardCharsets.UTF_8)) {
            for (SimulatedStory story : stories) {
                for (StoryEvent event : story.events()) {
                    for (RecordShape shape : RecordShapes.all()) {
                        String line = shape.render(event).orElse(null);
                        if (line != null) {
                            out.write(line + "\n");
                            break;
                        }
                    }
                }
            }
        }
        List<String> texts = replayed(telemetry);
        assertThat(texts).hasSizeGreaterThan(100);
        assertThat(faults(texts)).isEmpty();
    }

    private List<String> replayed(Path telemetry) throws Exception {
        Path found = folder.resolve("found");
        ReplayRun.of(JobConfig.defaults(), InputFiles.below(List.of(telemetry)), found)
                .run();
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(found.resolve("cases.ndjson"))) {
            addCase(JSON.readTree(line), texts);
        }
        for (String line : Files.readAllLines(found.resolve("campaigns.ndjson"))) {
            JsonNode group = JSON.readTree(line);
            texts.add(group.at("/event/reason").asText());
            group.at("/shtinkering/score/parts")
                    .forEach(part -> texts.add(part.path("reason").asText()));
        }
        return texts;
    }

    private static void addCase(JsonNode document, List<String> texts) throws IOException {
        JsonNode own = document.path("shtinkering");
        texts.add(document.at("/event/reason").asText());
        texts.add(own.path("counterfactual").asText());
        own.at("/score/parts").forEach(part -> texts.add(part.path("reason").asText()));
        own.path("evidence").forEach(piece -> texts.add(piece.path("summary").asText()));
        own.path("guide").forEach(step -> {
            if (!QUERY.matcher(step.asText()).matches()) {
                texts.add(COMMAND.matcher(step.asText()).replaceAll("x"));
            }
        });
    }

    private static Set<String> faults(List<String> texts) {
        Set<String> faults = new TreeSet<>();
        for (String text : texts) {
            Matcher leftover = LEFTOVER.matcher(text);
            if (leftover.find()) {
                faults.add("'" + leftover.group() + "' in: " + text);
            }
            Set<String> paths = new HashSet<>();
            Matcher path = PATH.matcher(text);
            while (path.find()) {
                if (!paths.add(AsciiCase.lower(path.group()))) {
                    faults.add("twice " + path.group() + " in: " + text);
                }
            }
        }
        return faults;
    }
}
