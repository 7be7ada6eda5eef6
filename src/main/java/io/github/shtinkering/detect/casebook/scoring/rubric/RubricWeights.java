package io.github.shtinkering.detect.casebook.scoring.rubric;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.shtinkering.detect.casebook.evidence.RecognisedAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
public record RubricWeights(
        String version,
        Map<String, Integer> base,
        Map<String, Integer> modifiers,
        Map<String, Integer> limits,
        @JsonProperty("recognised-agents") List<RecognisedAgent> recognisedAgents)
        implements Serializable {
    private static final String RESOURCE = "/rubric.yaml";

    public RubricWeights {
        base = Map.copyOf(base);
        modifiers = Map.copyOf(modifiers);
        limits = Map.copyOf(limits);
        recognisedAgents = List.copyOf(recognisedAgents);
    }

    /** The weights that the job ships with. */
    public static RubricWeights shipped() {
        try (InputStream in = RubricWeights.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the job's jar lacks " + RESOURCE);
            }
            return new ObjectMapper(new YAMLFactory()).readValue(in, RubricWeights.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with more management agents. */
    public RubricWeights recognising(List<RecognisedAgent> more) {
        List<RecognisedAgent> agents = new ArrayList<>(recognisedAgents);
        agents.addAll(more);
        return new RubricWeights(version, base, modifiers, limits, agents);
    }

    /** On how many hosts within 24 hours one actor is a campaign. */
    public int campaignHosts() {
        return limit("campaign-hosts");
    }

    /** On how many hosts within 24 hours an arming, or a crash, is common. */
    public int prevalenceHosts() {
        return limit("prevalence-hosts");
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
