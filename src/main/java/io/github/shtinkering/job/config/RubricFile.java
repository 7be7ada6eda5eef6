package io.github.shtinkering.job.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.shtinkering.detect.casebook.evidence.RecognisedAgent;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.job.config.problem.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A team's own numbers for the rubric, in YAML. The file holds only what differs from the shipped ones, so that a new
 * version of the job may bring a number more.
 */
public final class RubricFile {
    private static final List<String> SECTIONS = List.of("version", "base", "modifiers", "limits", "recognised-agents");
    private static final ObjectMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final Path file;
    private final JsonNode own;

    private RubricFile(Path file, JsonNode own) {
        this.file = file;
        this.own = own;
    }

    /**
     * The shipped weights with a team's own numbers in place of those that it names. A list of recognised agents takes
     * the place of the shipped one. Without a version of its own the model is called the shipped one's with {@code
     * +own} behind.
     *
     * @throws IOException when the file cannot be read, is no YAML, names what the rubric does not know, or holds
     *     something else than a whole number; the message says which
     */
    public static RubricWeights read(Path file) throws IOException {
        JsonNode own;
        try {
            own = YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IOException("rubric " + file + " is not YAML: " + e.getOriginalMessage(), e);
        }
        if (!own.isObject()) {
            throw new IOException("rubric " + file + " must hold some of the sections " + SECTIONS);
        }
        return new RubricFile(file, own).over(RubricWeights.shipped());
    }

    private RubricWeights over(RubricWeights shipped) throws IOException {
        for (var section : own.properties()) {
            if (!SECTIONS.contains(section.getKey())) {
                throw problem("does not know the section '" + section.getKey() + "'"
                        + NearestName.didYouMean(section.getKey(), SECTIONS));
            }
        }
        return new RubricWeights(
                version(shipped),
                numbers("base", shipped.base()),
                numbers("modifiers", shipped.modifiers()),
                numbers("limits", shipped.limits()),
                agents(shipped));
    }

    private String version(RubricWeights shipped) throws IOException {
        JsonNode version = own.path("version");
        if (version.isMissingNode()) {
            return shipped.version() + "+own";
        }
        if (!version.isValueNode() || version.asText().isBlank()) {
            throw problem("version must be a text, such as \"1.0.0-corp\"");
        }
        return version.asText();
    }

    private Map<String, Integer> numbers(String section, Map<String, Integer> shipped) throws IOException {
        Map<String, Integer> numbers = new HashMap<>(shipped);
        JsonNode changes = own.path(section);
        if (!changes.isMissingNode() && !changes.isObject()) {
            throw problem("section " + section + " must hold names with numbers");
        }
        for (var change : changes.properties()) {
            String name = change.getKey();
            if (!shipped.containsKey(name)) {
                throw problem("section " + section + " does not know '" + name + "'"
                        + NearestName.didYouMean(name, shipped.keySet()));
            }
            if (!change.getValue().isInt()) {
                throw problem(section + "." + name + " must be a whole number and is " + change.getValue());
            }
            numbers.put(name, change.getValue().intValue());
        }
        return numbers;
    }

    private List<RecognisedAgent> agents(RubricWeights shipped) throws IOException {
        JsonNode listed = own.path("recognised-agents");
        if (listed.isMissingNode()) {
            return shipped.recognisedAgents();
        }
        if (!listed.isArray()) {
            throw problem("recognised-agents must be a list");
        }
        List<RecognisedAgent> agents = new ArrayList<>();
        for (JsonNode agent : listed) {
            try {
                agents.add(YAML.treeToValue(agent, RecognisedAgent.class));
            } catch (JsonProcessingException e) {
                throw problem(
                        "recognised-agents must name executable, and signer where wanted: " + e.getOriginalMessage());
            }
            if (!agent.path("executable").isTextual()) {
                throw problem("recognised-agents must each name an executable");
            }
        }
        return agents;
    }

    private IOException problem(String what) {
        return new IOException("rubric " + file + ": " + what);
    }
}
