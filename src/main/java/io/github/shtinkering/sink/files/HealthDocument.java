package io.github.shtinkering.sink.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.publish.json.DocumentJson;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** {@code health.json}: how the telemetry arrives, and what the fleet's logging makes invisible. */
final class HealthDocument {
    private HealthDocument() {}

    static ObjectNode of(List<Tally> tallies, Collection<JournalDigest> hosts) {
        ObjectNode health = DocumentJson.object();
        ArrayNode sources = health.putArray("sources");
        tallies.forEach(tally -> sources.add(source(tally)));
        List<List<String>> delivered = hosts.stream()
                .map(JournalDigest::telemetry)
                .filter(Objects::nonNull)
                .toList();
        BlindSpots.addTo(health.putArray("invisible"), delivered.size(), word -> delivered.stream()
                .filter(words -> words.contains(word))
                .count());
        health.put(
                "hosts_sharing_a_name",
                hosts.stream().filter(JournalDigest::nameShared).count());
        return health;
    }

    private static ObjectNode source(Tally tally) {
        ObjectNode source = DocumentJson.object();
        source.put("source", tally.source());
        source.put("format", tally.format());
        source.put("records", tally.records());
        source.put("bytes", tally.bytes());
        source.put("irrelevant", tally.irrelevant());
        source.put("decoded", tally.decoded());
        source.put("dead", tally.dead());
        Long newest = tally.newestEventMillis();
        source.put(
                "newest_event_time",
                newest == null ? null : Instant.ofEpochMilli(newest).toString());
        source.put("delay_p50_seconds", tally.delaySeconds(0.5));
        source.put("delay_p99_seconds", tally.delaySeconds(0.99));
        return source;
    }
}
