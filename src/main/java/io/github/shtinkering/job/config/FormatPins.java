package io.github.shtinkering.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.job.config.problem.NearestName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which topics are said to hold records of which formats. A key is a topic's name or a regular expression that the whole
 * name matches; a topic's own name comes before the expressions, and these in the order of the file. Records of a
 * topic without a pin are told by their own shape.
 */
public final class FormatPins implements Serializable {
    private static final long serialVersionUID = 1L;

    static final FormatPins NONE = new FormatPins(Map.of());

    private final LinkedHashMap<String, ArrayList<String>> formats = new LinkedHashMap<>();

    /** Pins as the file says them: a format or a list of them by topic. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    FormatPins(Map<String, List<String>> formatsByTopic) {
        formatsByTopic.forEach((topic, names) -> {
            checkExpression(topic);
            checkFormats(topic, names);
            formats.put(topic, new ArrayList<>(names));
        });
    }

    private static void checkExpression(String topic) {
        try {
            Pattern.compile(topic);
        } catch (PatternSyntaxException e) {
            throw new InvalidKey(topic, "is neither a topic nor a regular expression: " + e.getDescription());
        }
    }

    private static void checkFormats(String topic, List<String> names) {
        List<String> known = RecordFormats.names();
        if (names == null || names.isEmpty()) {
            throw new InvalidKey(topic, "names no format; formats are " + String.join(", ", known));
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidKey(
                        topic,
                        "names the unknown format '" + name + "'" + NearestName.didYouMean(String.valueOf(name), known)
                                + "; formats are " + String.join(", ", known));
            }
        }
    }

    /** Refuses a pin that no topic can have. */
    void checkTopics(List<String> topics) {
        for (String pin : formats.keySet()) {
            if (topics.stream().noneMatch(topic -> isFor(pin, topic))) {
                throw new InvalidKey("formats." + pin, "is none of the topics" + NearestName.didYouMean(pin, topics));
            }
        }
    }

    /** The names of the formats that a topic is pinned to; empty when it is not. */
    public List<String> of(String topic) {
        if (formats.containsKey(topic)) {
            return List.copyOf(formats.get(topic));
        }
        return formats.entrySet().stream()
                .filter(pin -> isFor(pin.getKey(), topic))
                .findFirst()
                .map(Map.Entry::getValue)
                .map(List::copyOf)
                .orElse(List.of());
    }

    private static boolean isFor(String pin, String topic) {
        return pin.equals(topic) || Pattern.matches(pin, topic);
    }
}
