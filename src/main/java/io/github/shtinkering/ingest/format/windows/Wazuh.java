package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.ProcessIds;
import org.jspecify.annotations.Nullable;

/** Wazuh's archives and alerts: {@code data.win.*} or {@code win.*}, keys in lower camel case, backslashes doubled. */
public final class Wazuh implements WindowsEventFormat {
    @Override
    public String name() {
        return "wazuh";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return win(record).path("system").isObject();
    }

    private static JsonNode win(JsonNode record) {
        return record.has("win") ? record.path("win") : JsonTrees.at(record, "data", "win");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        JsonNode system = win(record).path("system");
        return new WindowsEvent(
                context.hostName(JsonTrees.text(system, "computer")),
                null,
                JsonTrees.text(system, "providerName"),
                JsonTrees.text(system, "channel"),
                WindowsEvent.eventId(system.path("eventID")),
                JsonTrees.text(system, "eventRecordID"),
                context.time(JsonTrees.text(system, "systemTime")),
                ProcessIds.parse(JsonTrees.text(system, "processID")),
                null,
                new WazuhFields(win(record).path("eventdata")));
    }

    private record WazuhFields(JsonNode data) implements EventFields {
        @Override
        public @Nullable String get(String name) {
            String key = AsciiCase.lower(name.charAt(0)) + name.substring(1);
            String value = JsonTrees.text(data, key);
            return value == null ? null : unescaped(value);
        }

        /** Values without name come as one text, separated by commas. */
        @Override
        public @Nullable String at(int index) {
            String named = EventFields.super.at(index);
            String all = named == null ? get("Data") : null;
            String[] values = all == null ? new String[0] : all.split(",", 32);
            return index < values.length ? values[index].strip() : named;
        }
    }

    /** Undoes Wazuh's escaping, but not what only looks like it: a UNC path keeps its two. */
    private static String unescaped(String value) {
        String text = value.replace("\\\"", "\"");
        return hasOnlyPairs(text) ? text.replace("\\\\", "\\") : text;
    }

    private static boolean hasOnlyPairs(String text) {
        int run = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) == '\\') {
                run++;
            } else if (run % 2 != 0) {
                return false;
            } else {
                run = 0;
            }
        }
        return true;
    }
}
