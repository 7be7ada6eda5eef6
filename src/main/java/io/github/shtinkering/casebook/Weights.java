package io.github.shtinkering.casebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The rubric's numbers, from its one data file.
 *
 * @param version the alert document's {@code shtinkering.score.model}
 * @param base points by the stages that are present
 * @param modifiers points by qualifier
 * @param limits ceilings and floors
 * @param recognisedAgents full paths of management agents whose arming alone counts for less
 */
public record Weights(
        String version,
        Map<String, Integer> base,
        Map<String, Integer> modifiers,
        Map<String, Integer> limits,
        @JsonProperty("recognised-agents") List<String> recognisedAgents)
        implements Serializable {
    private static final String RESOURCE = "/rubric.yaml";

    /** The weights that the job ships with. */
    public static Weights shipped() {
        try (InputStream in = Weights.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the job's jar lacks " + RESOURCE);
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a team's own weights.
     *
     * @throws IOException when the file is no such YAML
     * @throws IllegalArgumentException when it lacks a number or has one that the rubric does not know
     */
    public static Weights read(InputStream in) throws IOException {
        Weights weights = new ObjectMapper(new YAMLFactory())
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .readValue(in, Weights.class);
        return new Weights(
                weights.version(),
                Map.copyOf(weights.base()),
                Map.copyOf(weights.modifiers()),
                Map.copyOf(weights.limits()),
                List.copyOf(weights.recognisedAgents()));
    }

    int base(String row) {
        return number(base, "base", row);
    }

    int modifier(String name) {
        return number(modifiers, "modifiers", name);
    }

    int limit(String name) {
        return number(limits, "limits", name);
    }

    private static int number(Map<String, Integer> table, String section, String name) {
        Integer value = table.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the rubric's file lacks " + section + "." + name);
        }
        return value;
    }
}
