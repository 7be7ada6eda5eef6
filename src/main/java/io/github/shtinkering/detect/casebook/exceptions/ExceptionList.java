package io.github.shtinkering.detect.casebook.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of a file: those in force, and those refused, by name, while the rest stay in force.
 *
 * @param entries in force
 * @param refused not in force, with the reason
 */
public record ExceptionList(List<ArmingException> entries, List<Refusal> refused) implements Serializable {
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
            list = ExceptionParser.tree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "exceptions file " + file + " is neither JSON nor YAML: " + ExceptionParser.problem(e), e);
        } catch (CharacterCodingException e) {
            throw new IOException("exceptions file " + file + " is no UTF-8 text", e);
        }
        if (!list.isArray()) {
            throw new IOException("exceptions file " + file + " must hold a list of entries");
        }
        List<ArmingException> entries = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        int place = 0;
        for (JsonNode node : list) {
            place++;
            ExceptionParser.Parsed parsed = ExceptionParser.parse(node);
            if (parsed.entry() != null) {
                entries.add(parsed.entry());
            } else {
                String id = node.path("id").isTextual() ? node.path("id").asText() : "entry " + place;
                refused.add(new Refusal(id, String.valueOf(parsed.refusal())));
            }
        }
        return new ExceptionList(entries, refused);
    }

    /**
     * These with the control topic's. An entry of the topic takes the place of all of the same id here; when it is
     * withdrawn, those hold again.
     *
     * @param topic the topic's entries by id
     */
    public ExceptionList with(Map<String, ArmingException> topic) {
        if (topic.isEmpty()) {
            return this;
        }
        List<ArmingException> all = new ArrayList<>(
                entries.stream().filter(entry -> !topic.containsKey(entry.id())).toList());
        all.addAll(new TreeMap<>(topic).values());
        return new ExceptionList(all, refused);
    }

    /** The entries of an id. */
    public List<ArmingException> entries(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).toList();
    }

    /**
     * The entries that together cover an arming, from its first write to its last; empty when any of that time is not
     * covered. Where several cover the same time the first in the list is named.
     */
    public List<ArmingException> covering(String hostName, TimelineEntry arming) {
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

    private @Nullable ArmingException at(long timeMillis, String hostName, TimelineEntry arming) {
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
