package io.github.shtinkering.casebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
        @JsonProperty("recognised-agents") List<RecognisedAgent> recognisedAgents)
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

    private static Weights read(InputStream in) throws IOException {
        Weights weights = new ObjectMapper(new YAMLFactory()).readValue(in, Weights.class);
        return new Weights(
                weights.version(),
                Map.copyOf(weights.base()),
                Map.copyOf(weights.modifiers()),
                Map.copyOf(weights.limits()),
                List.copyOf(weights.recognisedAgents()));
    }

    /**
     * A team's own weights, which must have every number of the shipped ones.
     *
     * @throws IOException when the file cannot be read, is no such YAML, or lacks a number; the message says which
     */
    public static Weights read(Path file) throws IOException {
        Weights own;
        try (InputStream in = Files.newInputStream(file)) {
            own = read(in);
        } catch (JacksonException e) {
            throw new IOException("rubric " + file + " cannot be used: " + e.getOriginalMessage(), e);
        }
        Weights shipped = shipped();
        requireAll(file, "base", own.base(), shipped.base());
        requireAll(file, "modifiers", own.modifiers(), shipped.modifiers());
        requireAll(file, "limits", own.limits(), shipped.limits());
        return own;
    }

    private static void requireAll(Path file, String section, Map<String, Integer> own, Map<String, Integer> shipped)
            throws IOException {
        if (!own.keySet().equals(shipped.keySet())) {
            TreeSet<String> missing = new TreeSet<>(shipped.keySet());
            missing.removeAll(own.keySet());
            TreeSet<String> unknown = new TreeSet<>(own.keySet());
            unknown.removeAll(shipped.keySet());
            throw new IOException(
                    "rubric " + file + ": section " + section + " lacks " + missing + " and does not know " + unknown);
        }
    }

    /** The same with more management agents. */
    public Weights recognising(List<RecognisedAgent> more) {
        List<RecognisedAgent> agents = new ArrayList<>(recognisedAgents);
        agents.addAll(more);
        return new Weights(version, base, modifiers, limits, List.copyOf(agents));
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
