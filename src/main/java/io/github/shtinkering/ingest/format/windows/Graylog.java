package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.ingest.format.windows.data.EcsFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Winlogbeat's documents as Graylog's Beats input flattens them: every path one name, its parts joined by underscores,
 * with the shipper's name before them or without, and GELF's own underscore before that.
 */
public final class Graylog implements WindowsEventFormat {
    private static final String CHANNEL = "winlog_channel";
    private static final List<String> PREFIXES = List.of("winlogbeat_", "_winlogbeat_", "", "_");
    private static final String EVENT_DATA = "winlog_event_data_";

    /** Underscores also stand in names, so paths are told by a list. */
    private static final Map<String, String[]> PATHS = paths(
            "@timestamp",
            "agent.hostname",
            "event.code",
            "event.provider",
            "host.hostname",
            "host.id",
            "host.name",
            "process.hash.sha256",
            "process.parent.user.domain",
            "process.parent.user.name",
            "registry.data.bytes",
            "registry.hive",
            "registry.key",
            "registry.path",
            "user.domain",
            "user.id",
            "user.name",
            "winlog.channel",
            "winlog.computer_name",
            "winlog.event_id",
            "winlog.process.pid",
            "winlog.provider_name",
            "winlog.record_id");

    private final Winlogbeat winlogbeat = Winlogbeat.raw();

    private static Map<String, String[]> paths(String... dotted) {
        Map<String, String[]> paths = new HashMap<>();
        EcsFields.places().forEach(path -> paths.put(String.join("_", path), path));
        for (String path : dotted) {
            paths.put(path.replace('.', '_'), path.split("\\."));
        }
        return paths;
    }

    @Override
    public String name() {
        return "graylog";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return prefix(record) != null;
    }

    private static @Nullable String prefix(JsonNode record) {
        for (String prefix : PREFIXES) {
            if (record.has(prefix + CHANNEL)) {
                return prefix;
            }
        }
        return null;
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        ObjectNode document = nested(record, String.valueOf(prefix(record)));
        if (!document.has("@timestamp")) {
            document.set("@timestamp", record.path("timestamp"));
        }
        return winlogbeat.read(document, context);
    }

    private static ObjectNode nested(JsonNode record, String prefix) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode data = document.putObject("winlog").putObject("event_data");
        for (Map.Entry<String, JsonNode> member : record.properties()) {
            if (!member.getKey().startsWith(prefix)) {
                continue;
            }
            String name = member.getKey().substring(prefix.length());
            String[] path = PATHS.get(name);
            if (name.startsWith(EVENT_DATA)) {
                data.set(name.substring(EVENT_DATA.length()), member.getValue());
            } else if (path != null) {
                put(document, path, member.getValue());
            }
        }
        return document;
    }

    private static void put(ObjectNode document, String[] path, JsonNode value) {
        ObjectNode parent = document;
        for (int i = 0; i < path.length - 1; i++) {
            parent = parent.withObjectProperty(path[i]);
        }
        parent.set(path[path.length - 1], value);
    }
}
