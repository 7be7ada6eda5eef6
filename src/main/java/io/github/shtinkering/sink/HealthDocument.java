package io.github.shtinkering.sink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.DocumentJson;
import io.github.shtinkering.telemetry.Tally;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** {@code health.json}: how the telemetry arrives, and what the fleet's logging makes invisible. */
final class HealthDocument {
    /** A kind of evidence, and what cannot be seen on a host that never delivers it. */
    private enum Telemetry {
        REGISTRY("registry", "an arming would not be seen"),
        PROCESS("process", "a launch of WerFault would not be seen"),
        FILE("file", "a dump would not be seen"),
        LOGON("logon", "nobody can say whose credentials a dump exposed");

        private final String word;
        private final String consequence;

        Telemetry(String word, String consequence) {
            this.word = word;
            this.consequence = consequence;
        }
    }

    private HealthDocument() {}

    static ObjectNode of(List<Tally> tallies, Collection<Digest> hosts) {
        ObjectNode health = DocumentJson.object();
        ArrayNode sources = health.putArray("sources");
        tallies.forEach(tally -> sources.add(source(tally)));
        ArrayNode invisible = health.putArray("invisible");
        List<Digest> known =
                hosts.stream().filter(host -> host.telemetry() != null).toList();
        for (Telemetry telemetry : Telemetry.values()) {
            addBlindSpot(invisible, telemetry, known);
        }
        health.put(
                "hosts_sharing_a_name",
                hosts.stream().filter(Digest::nameShared).count());
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

    private static void addBlindSpot(ArrayNode invisible, Telemetry telemetry, List<Digest> hosts) {
        long blind = hosts.stream()
                .filter(host -> host.telemetry() != null && !host.telemetry().contains(telemetry.word))
                .count();
        if (blind > 0) {
            invisible
                    .addObject()
                    .put("telemetry", telemetry.word)
                    .put("hosts", blind)
                    .put("of", hosts.size())
                    .put(
                            "message",
                            "No %s record that bears on this technique ever came from %d of %d hosts: where it is not logged, %s."
                                    .formatted(telemetry.word, blind, hosts.size(), telemetry.consequence));
        }
    }
}
