package io.github.shtinkering.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.simulate.story.ExpectedOutcome;
import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileOperation;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryOperation;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads stories that are written as data, independent of any shipper. */
final class StoryReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A story, and the exceptions that were in force with their times made absolute. */
    record Read(SimulatedStory story, List<JsonNode> exceptions) {}

    private StoryReader() {}

    static List<Read> read(Path file) throws IOException {
        List<Read> stories = new ArrayList<>();
        for (JsonNode node : JSON.readTree(file.toFile())) {
            stories.add(read(node));
        }
        return stories;
    }

    private static Read read(JsonNode node) throws IOException {
        long start = Instant.parse(node.get("t0").asText()).toEpochMilli();
        List<StoryEvent> events = new ArrayList<>();
        Map<String, Long> ordinals = new TreeMap<>();
        for (JsonNode event : node.get("events")) {
            String host = event.get("host").asText();
            long ordinal = ordinals.merge(host, 1L, Long::sum);
            events.add(new StoryEvent(
                    host,
                    start + offset(event.get("at").asText()),
                    ordinal,
                    event.path("shape").asText().equals("other-sensor"),
                    happening(event, start)));
        }
        List<ExpectedOutcome> expected = new ArrayList<>();
        for (JsonNode host : node.get("expected")) {
            List<List<String>> stages = new ArrayList<>();
            host.get("stages").forEach(list -> stages.add(texts(list)));
            expected.add(new ExpectedOutcome(
                    host.get("host").asText(),
                    texts(host.get("verdict")),
                    stages,
                    host.get("band").asText()));
        }
        List<JsonNode> exceptions = new ArrayList<>();
        for (JsonNode exception : node.path("exceptions")) {
            exceptions.add(absolute(exception.deepCopy(), start));
        }
        return new Read(
                new SimulatedStory(node.get("id").asText(), node.get("title").asText(), events, expected), exceptions);
    }

    private static JsonNode absolute(JsonNode exception, long start) {
        for (String field : List.of("starts", "ends")) {
            long millis = start + offset(exception.get(field).asText());
            ((ObjectNode) exception).put(field, Instant.ofEpochMilli(millis).toString());
        }
        return exception;
    }

    /** {@code T0}, {@code T0+60s}, {@code T0-1.9008e+06s}. */
    static long offset(String at) {
        String seconds = at.substring(2).replace("s", "");
        return seconds.isEmpty() ? 0 : new BigDecimal(seconds).movePointRight(3).longValue();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static SimulatedEvent happening(JsonNode event, long start) {
        String kind = event.get("kind").asText();
        return switch (kind) {
            case "lsass_start", "process_start" ->
                new SimulatedEvent.ProcessStarted(
                        process(event.get("proc"), start), process(event.get("parent"), start));
            case "process_end", "lsass_end" -> new SimulatedEvent.ProcessEnded(process(event.get("proc"), start));
            case "process_access" ->
                new SimulatedEvent.ProcessAccessed(
                        process(event.get("source"), start),
                        process(event.get("target"), start),
                        event.get("mask").asText());
            case "registry_set" -> registry(RegistryOperation.SET_VALUE, event, start);
            case "registry_delete_value" -> registry(RegistryOperation.DELETE_VALUE, event, start);
            case "registry_create_key" -> registry(RegistryOperation.CREATE_KEY, event, start);
            case "registry_delete_key" -> registry(RegistryOperation.DELETE_KEY, event, start);
            case "registry_rename" -> registry(RegistryOperation.RENAME, event, start);
            case "file_create" -> file(FileOperation.CREATED, event, start);
            case "file_rename" -> file(FileOperation.RENAMED, event, start);
            case "file_delete" -> file(FileOperation.DELETED, event, start);
            case "smb_5145" ->
                new SimulatedEvent.ShareAccessed(
                        event.get("share").asText(),
                        event.get("path").asText(),
                        event.get("ip").asText(),
                        event.get("user").asText());
            case "logon_header" ->
                new SimulatedEvent.LoggedOn(
                        event.get("lsass_pid").asLong(),
                        event.get("event_id").asInt(),
                        event.get("logon_type").asInt(),
                        event.get("ip").asText(),
                        event.get("user").asText(),
                        event.get("process").asText());
            case "boot" ->
                new SimulatedEvent.Booted(
                        event.get("record").asInt(), event.path("boot_type").asInt());
            case "shutdown" -> new SimulatedEvent.ShutDown();
            case "application_error_1000" ->
                new SimulatedEvent.ApplicationFailed(
                        event.get("app").asText(),
                        event.get("module").asText(),
                        event.get("code").asText(),
                        event.get("pid").asLong(),
                        event.get("path").asText());
            case "wininit_1015" ->
                new SimulatedEvent.CriticalProcessFailed(
                        event.get("image").asText(), event.get("status").asText());
            case "system_1074_reboot" ->
                new SimulatedEvent.RestartInitiated(
                        event.get("by").asText(),
                        event.get("reason").asText(),
                        event.get("status").asText());
            case "vendor_alert" ->
                new SimulatedEvent.VendorAlerted(
                        process(event.get("proc"), start),
                        process(event.get("parent"), start),
                        event.get("target").asLong());
            default -> throw new IllegalArgumentException("a kind of event that the reader does not know: " + kind);
        };
    }

    private static SimulatedEvent registry(RegistryOperation operation, JsonNode event, long start) {
        return new SimulatedEvent.RegistryChanged(
                operation,
                process(event.get("actor"), start),
                event.get("key").asText(),
                text(event, "value"),
                text(event, "data"),
                text(event, "vtype"),
                text(event, "new_name"));
    }

    private static SimulatedEvent file(FileOperation operation, JsonNode event, long start) {
        return new SimulatedEvent.FileTouched(
                operation,
                process(event.get("actor"), start),
                event.get("path").asText(),
                text(event, "new_path"),
                event.has("size") ? event.get("size").asLong() : null);
    }

    private static StoryProcess process(JsonNode node, long start) {
        return new StoryProcess(
                node.get("image").asText(),
                node.get("pid").asLong(),
                text(node, "cmd"),
                node.get("user").asText(),
                node.has("started") ? start + Math.round(node.get("started").asDouble() * 1000) : null,
                text(node, "original"),
                node.path("integrity").asText("Medium"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }
}
