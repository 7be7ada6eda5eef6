package io.github.shtinkering.ingest.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.HostNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a record and says on which host it was read. Text that a user of an application can choose, like a
 * line of an access log, may look like an event of any host; so what is opened speaks for the hosts only that those around
 * it name.
 *
 * @param outer what stands around this; null when nothing does
 * @param hosts all names that this gives its host, canonical
 */
public record RecordEnvelope(@Nullable RecordEnvelope outer, List<String> hosts) {
    /** A name, or an object with one. */
    private static final Set<String> HOST_FIELDS =
            Set.of("host", "hostname", "computer", "computername", "computer_name", "agent", "beat");

    private static final List<String> NAME_FIELDS = List.of("name", "hostname");

    /** Names where shippers of other logs put them: journald, syslog inputs, Kubernetes, Beats; nested or dotted. */
    private static final List<List<String>> NAME_PATHS = List.of(
            List.of("_HOSTNAME"),
            List.of("syslog_hostname"),
            List.of("logsource"),
            List.of("host", "name"),
            List.of("host", "hostname"),
            List.of("agent", "name"),
            List.of("agent", "hostname"),
            List.of("log", "syslog", "hostname"),
            List.of("kubernetes", "host"),
            List.of("kubernetes", "node", "name"),
            List.of("kubernetes", "node", "hostname"),
            List.of("fields", "host"),
            List.of("fields", "hostname"));

    private static final String WAZUH_CHANNEL = "EventChannel";

    /** What an object says of its host, within what stands around it; that alone when it says nothing. */
    public static @Nullable RecordEnvelope of(
            JsonNode object, @Nullable RecordEnvelope outer, DecoderSettings settings) {
        List<String> names = new ArrayList<>();
        if (!isForwarding(object)) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (HOST_FIELDS.contains(AsciiCase.lower(member.getKey()))) {
                    addNames(member.getValue(), names);
                }
            }
            NAME_PATHS.forEach(path -> {
                add(JsonTrees.text(object, String.join(".", path)), names);
                add(JsonTrees.text(object, path.toArray(String[]::new)), names);
            });
        }
        return of(names, outer, settings);
    }

    /**
     * Whether a shipper itself forwards events of others: Wazuh's agent what it read from a channel, Logstash what it took
     * from the network, where it notes the sender's address and port.
     */
    private static boolean isForwarding(JsonNode object) {
        boolean isFromNetwork = object.has("@version")
                && object.has("port")
                && !object.path("host").isObject();
        return isFromNetwork || WAZUH_CHANNEL.equals(JsonTrees.text(object, "location"));
    }

    /** A host that is named once, within what stands around it. */
    public static @Nullable RecordEnvelope of(String host, @Nullable RecordEnvelope outer, DecoderSettings settings) {
        return of(List.of(host), outer, settings);
    }

    private static @Nullable RecordEnvelope of(
            List<String> names, @Nullable RecordEnvelope outer, DecoderSettings settings) {
        List<String> hosts = new ArrayList<>();
        for (String name : names) {
            HostName host = HostNames.parse(name, settings.keepDomain());
            if (host != null) {
                hosts.add(host.name());
            }
        }
        boolean isSilent = hosts.isEmpty() || hosts.stream().anyMatch(settings.collectors()::contains);
        return isSilent ? outer : new RecordEnvelope(outer, hosts);
    }

    private static void addNames(JsonNode field, List<String> names) {
        add(JsonTrees.text(field), names);
        if (field.isObject()) {
            NAME_FIELDS.forEach(name -> add(JsonTrees.text(field, name), names));
        }
    }

    private static void add(@Nullable String name, List<String> names) {
        if (name != null) {
            names.add(name);
        }
    }

    /** The innermost name of another host; null when the record may speak for this one. */
    @Nullable
    String otherThan(HostName host) {
        for (RecordEnvelope wrapper = this; wrapper != null; wrapper = wrapper.outer) {
            if (!wrapper.hosts.contains(host.name())) {
                return wrapper.hosts.get(0);
            }
        }
        return null;
    }
}
