package io.github.shtinkering.detect.casebook.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the control topic holds: per key the newest record alone says what is in force under it, so that the topic may
 * be compacted and a job that reads it from the beginning ends with the same exceptions. A newer record that is refused
 * ends the older one, too: what is doubtful excepts nothing. Knows nothing of Flink.
 */
public final class ExceptionRegister {
    /** Most exceptions in force: each casebook holds all of them. */
    static final int LIMIT = 10_000;
    /** Longest record, in characters. */
    static final int MAX_LENGTH = 64 << 10;
    /** What a decoder of UTF-8 writes for bytes that are none. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, ArmingException> inForce = new TreeMap<>();

    /** @param entries what was in force before, by a checkpoint */
    public ExceptionRegister(Iterable<ArmingException> entries) {
        entries.forEach(entry -> inForce.put(entry.id(), entry));
    }

    /** What became of a record. */
    public enum Outcome {
        /** In force from now on. */
        ACCEPTED,
        /** Not in force, and neither is what the key held before. */
        REFUSED,
        /** No longer in force. */
        WITHDRAWN
    }

    /**
     * A record and what became of it.
     *
     * @param outcome what became of it
     * @param id the key of the record
     * @param entry the entry that was accepted or withdrawn; null when refused
     * @param refusal why it was refused, and how to mend it; null otherwise
     * @param change what every casebook must hear; null when nothing that was in force changes
     */
    public record Ruling(
            Outcome outcome,
            String id,
            @Nullable ArmingException entry,
            @Nullable String refusal,
            @Nullable ExceptionChange change) {}

    /**
     * Takes a record.
     *
     * @param key the exception's id
     * @param value JSON or YAML of one entry; null withdraws what the key held
     * @return what became of it; null when it says nothing new
     */
    public @Nullable Ruling take(@Nullable String key, @Nullable String value) {
        String id = key == null ? "" : key;
        ArmingException before = inForce.get(id);
        if (value == null) {
            inForce.remove(id);
            return before == null
                    ? null
                    : new Ruling(Outcome.WITHDRAWN, id, before, null, new ExceptionChange(id, null));
        }
        ExceptionParser.Parsed parsed = parse(id, value);
        ArmingException entry = parsed.entry();
        if (entry == null) {
            inForce.remove(id);
            ExceptionChange change = before == null ? null : new ExceptionChange(id, null);
            return new Ruling(Outcome.REFUSED, id, null, parsed.refusal(), change);
        }
        if (entry.equals(before)) {
            return null;
        }
        inForce.put(id, entry);
        return new Ruling(Outcome.ACCEPTED, id, entry, null, new ExceptionChange(id, entry));
    }

    /** What is in force, in the order of ids. */
    public Collection<ArmingException> entries() {
        return List.copyOf(inForce.values());
    }

    private ExceptionParser.Parsed parse(String id, String value) {
        if (id.isBlank()) {
            return refused("the record has no key: its key must be the exception's id, else nothing can withdraw it");
        }
        if (value.length() > MAX_LENGTH) {
            return refused("the record is longer than " + MAX_LENGTH + " characters");
        }
        if (value.indexOf(REPLACEMENT) >= 0) {
            return refused("the record is no UTF-8 text");
        }
        if (inForce.size() >= LIMIT && !inForce.containsKey(id)) {
            return refused(LIMIT + " exceptions are in force: withdraw those that are no longer needed");
        }
        try {
            JsonNode node = ExceptionParser.tree(value);
            ExceptionParser.Parsed parsed = ExceptionParser.parse(node);
            boolean another = parsed.entry() != null && !parsed.entry().id().equals(id);
            return another ? refused("its id is not the record's key " + id) : parsed;
        } catch (JsonProcessingException e) {
            return refused("the record is neither JSON nor YAML: " + ExceptionParser.problem(e));
        }
    }

    private static ExceptionParser.Parsed refused(String why) {
        return new ExceptionParser.Parsed(null, why);
    }
}
