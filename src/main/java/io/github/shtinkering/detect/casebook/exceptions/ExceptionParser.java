package io.github.shtinkering.detect.casebook.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.TimestampParser;
import io.github.shtinkering.normal.WindowsPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of a list of exceptions as its author wrote it: becomes an exception, or a reason why it cannot. */
final class ExceptionParser {
    // JSON is YAML, so one reader reads both.
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> FIELDS = Set.of("id", "reason", "owner", "starts", "ends", "match");
    private static final Set<String> MATCHES = Set.of("host", "actor_executable", "actor_sid", "actor_sha256", "scope");

    private static final Set<String> TIMES = Set.of("starts", "ends");

    private static final Pattern SID = Pattern.compile("(?i)S-1(-\\d{1,20}){1,16}");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    /** Longest text of a field: an entry is written by people. */
    private static final int MAX_TEXT = 4_096;
    /** Longest quotation of what is wrong. */
    private static final int MAX_PROBLEM = 300;
    /** Longest id: it is the key of a topic and of documents. */
    private static final int MAX_ID = 256;

    /** Behind as many faults unknown keys are not counted up: an entry may have thousands. */
    private static final int MOST_FAULTS = 20;

    private ExceptionParser() {}

    /**
     * An entry, or why it is refused: exactly one of the two.
     *
     * @param entry sound; null when refused
     * @param refusal why, and how to mend it; null when sound
     */
    record Parsed(@Nullable ArmingException entry, @Nullable String refusal) {}

    /** Reads JSON or YAML; throws when the text is neither. */
    static JsonNode tree(String text) throws JsonProcessingException {
        return YAML.readTree(text);
    }

    /** What is wrong with text that is neither, in one line. */
    static String problem(JsonProcessingException e) {
        return TextValues.cut(String.valueOf(e.getOriginalMessage()).strip().replaceAll("\\s+", " "), MAX_PROBLEM);
    }

    static Parsed parse(JsonNode node) {
        if (!node.isObject()) {
            return refused(List.of("an entry must be an object"));
        }
        List<String> faults = new ArrayList<>();
        texts(node, faults);
        unknownKeys(node, FIELDS, "", faults);
        match(node.path("match"), faults);
        if (!faults.isEmpty()) {
            return refused(faults);
        }
        ArmingException entry = entry(node);
        return entry.faults().isEmpty() ? new Parsed(entry, null) : refused(entry.faults());
    }

    /** All that is wrong with an entry, that its author need not come back for each. */
    private static Parsed refused(List<String> faults) {
        return new Parsed(null, String.join("; ", faults));
    }

    private static void texts(JsonNode node, List<String> faults) {
        for (String field : List.of("id", "reason", "owner", "ends", "starts")) {
            String text = node.path(field).asText();
            int longest = field.equals("id") ? MAX_ID : MAX_TEXT;
            if (!node.path(field).isTextual() || text.isBlank()) {
                faults.add(field + " is missing or is not a text");
            } else if (text.length() > longest) {
                faults.add(field + " is longer than " + longest + " characters");
            } else if (TIMES.contains(field) && TimestampParser.parse(text) == null) {
                faults.add(field + " is not a time: write it like 2026-11-22T00:00:00Z");
            }
        }
    }

    private static void match(JsonNode match, List<String> faults) {
        if (!match.isObject()) {
            faults.add("match is missing: name at least one of host, actor_executable, actor_sid, actor_sha256, scope");
            return;
        }
        unknownKeys(match, MATCHES, "match.", faults);
        boolean sound = true;
        for (JsonNode value : match) {
            sound &= value.isTextual()
                    && !value.asText().isBlank()
                    && value.asText().length() <= MAX_TEXT;
        }
        if (!sound) {
            faults.add(
                    "every key of match must be a text that is not empty and has at most " + MAX_TEXT + " characters");
            return;
        }
        if (match.has("actor_sid") && !SID.matcher(text(match, "actor_sid")).matches()) {
            faults.add("actor_sid is not a SID: write it whole, like S-1-5-21-1-2-3-1104");
        }
        if (match.has("actor_sha256")
                && !SHA256.matcher(text(match, "actor_sha256")).matches()) {
            faults.add("actor_sha256 is not a SHA-256: write its 64 hexadecimal digits");
        }
        if (match.has("actor_executable") && WindowsPath.normalise(text(match, "actor_executable")) == null) {
            faults.add("actor_executable is not a path");
        }
    }

    private static void unknownKeys(JsonNode node, Set<String> known, String prefix, List<String> faults) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && faults.size() < MOST_FAULTS) {
                faults.add("unknown key " + prefix + name);
            }
        });
    }

    private static ArmingException entry(JsonNode node) {
        JsonNode match = node.path("match");
        return new ArmingException(
                node.path("id").asText(),
                node.path("reason").asText(),
                node.path("owner").asText(),
                time(node, "starts"),
                time(node, "ends"),
                withoutTrailingDot(given(match, "host")),
                WindowsPath.normalise(given(match, "actor_executable")),
                given(match, "actor_sid"),
                given(match, "actor_sha256"),
                given(match, "scope"));
    }

    private static long time(JsonNode node, String field) {
        return Objects.requireNonNull(TimestampParser.parse(node.path(field).asText()))
                .millis();
    }

    private static @Nullable String withoutTrailingDot(@Nullable String host) {
        return host != null && host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static @Nullable String given(JsonNode match, String field) {
        return match.has(field) ? text(match, field) : null;
    }

    private static String text(JsonNode match, String field) {
        return match.path(field).asText().strip();
    }
}
