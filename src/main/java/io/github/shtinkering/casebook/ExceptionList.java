package io.github.shtinkering.casebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.telemetry.normal.Times;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of a file: those in force, and those refused, by name, while the rest stay in force.
 *
 * @param entries in force
 * @param refused not in force, with the reason
 */
public record ExceptionList(List<ArmingException> entries, List<Refusal> refused) implements Serializable {
    private static final Set<String> FIELDS = Set.of("id", "reason", "owner", "starts", "ends", "match");
    private static final Set<String> MATCHES = Set.of("host", "actor_executable", "actor_sid", "actor_sha256", "scope");

    /** Copies both lists. */
    public ExceptionList {
        entries = List.copyOf(entries);
        refused = List.copyOf(refused);
    }

    /**
     * An entry that is not in force.
     *
     * @param id its id, or its place in the file where it has none
     * @param message why, and how to mend it
     */
    public record Refusal(String id, String message) implements Serializable {}

    /** No exceptions. */
    public static ExceptionList none() {
        return new ExceptionList(List.of(), List.of());
    }

    /**
     * Reads a JSON or YAML list.
     *
     * @throws IOException when the file cannot be read or is no such list; the message says which and how to mend it
     */
    public static ExceptionList read(Path file) throws IOException {
        JsonNode list;
        try {
            // JSON is YAML, so one reader reads both.
            list = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException(
                    "exceptions file " + file + " is neither JSON nor YAML: " + e.getOriginalMessage(), e);
        }
        if (!list.isArray()) {
            throw new IOException("exceptions file " + file + " must hold a list of entries");
        }
        List<ArmingException> entries = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        int place = 0;
        for (JsonNode node : list) {
            place++;
            String id = node.path("id").isTextual() ? node.path("id").asText() : "entry " + place;
            String problem = problem(node);
            ArmingException entry = problem == null ? entry(node) : null;
            String refusal = entry == null ? problem : entry.refusal();
            if (refusal == null && entry != null) {
                entries.add(entry);
            } else {
                refused.add(new Refusal(id, String.valueOf(refusal)));
            }
        }
        return new ExceptionList(entries, refused);
    }

    private static @Nullable String problem(JsonNode node) {
        if (!node.isObject()) {
            return "an entry must be an object";
        }
        for (String field : List.of("id", "reason", "owner", "ends", "starts")) {
            if (!node.path(field).isTextual() || node.path(field).asText().isBlank()) {
                return field + " is missing or no text";
            }
        }
        for (String field : List.of("starts", "ends")) {
            if (Times.parse(node.path(field).asText()) == null) {
                return field + " is no time: write it like 2026-11-22T00:00:00Z";
            }
        }
        String unknown = unknownKey(node, FIELDS);
        if (unknown != null) {
            return "unknown key " + unknown;
        }
        JsonNode match = node.path("match");
        if (!match.isObject()) {
            return "match is missing: name at least one of host, actor_executable, actor_sid, actor_sha256, scope";
        }
        String unknownMatch = unknownKey(match, MATCHES);
        return unknownMatch == null ? notText(match) : "unknown key match." + unknownMatch;
    }

    private static @Nullable String notText(JsonNode match) {
        for (JsonNode value : match) {
            if (!value.isTextual() || value.asText().isBlank()) {
                return "every key of match must be a text that is not empty";
            }
        }
        return null;
    }

    private static @Nullable String unknownKey(JsonNode node, Set<String> known) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                return name;
            }
        }
        return null;
    }

    private static ArmingException entry(JsonNode node) {
        JsonNode match = node.path("match");
        String executable = text(match, "actor_executable");
        return new ArmingException(
                node.path("id").asText(),
                node.path("reason").asText(),
                node.path("owner").asText(),
                time(node, "starts"),
                time(node, "ends"),
                text(match, "host"),
                executable == null ? null : WindowsPath.normalise(executable),
                text(match, "actor_sid"),
                text(match, "actor_sha256"),
                text(match, "scope"));
    }

    private static long time(JsonNode node, String field) {
        return Objects.requireNonNull(Times.parse(node.path(field).asText())).millis();
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.has(field) ? node.path(field).asText() : null;
    }

    /**
     * These with the control topic's. An entry of the topic takes the place of all of the same id here; when it is
     * withdrawn, those hold again.
     *
     * @param topic the topic's entries by id
     */
    ExceptionList with(Map<String, ArmingException> topic) {
        if (topic.isEmpty()) {
            return this;
        }
        List<ArmingException> all = new ArrayList<>(
                entries.stream().filter(entry -> !topic.containsKey(entry.id())).toList());
        all.addAll(new TreeMap<>(topic).values());
        return new ExceptionList(all, refused);
    }

    /** The entries of an id. */
    List<ArmingException> entries(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).toList();
    }

    /**
     * The entries that together cover an arming, from its first write to its last; empty when any of that time is not
     * covered. Where several cover the same time the first in the list is named.
     */
    List<ArmingException> covering(String hostName, Told arming) {
        List<ArmingException> covering = new ArrayList<>();
        long uncovered = arming.event().firstMillis();
        while (uncovered <= arming.event().lastMillis()) {
            ArmingException next = at(uncovered, hostName, arming);
            if (next == null) {
                return List.of();
            }
            covering.add(next);
            uncovered = next.endsMillis();
        }
        return covering;
    }

    private @Nullable ArmingException at(long timeMillis, String hostName, Told arming) {
        for (ArmingException entry : entries) {
            if (entry.startsMillis() <= timeMillis
                    && timeMillis < entry.endsMillis()
                    && entry.matches(hostName, arming)) {
                return entry;
            }
        }
        return null;
    }
}
