package io.github.shtinkering.sink.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.shtinkering.detect.host.EvidenceKind;
import java.util.function.ToLongFunction;

/** What the fleet's logging makes invisible: kinds of evidence that some hosts never delivered. */
public final class BlindSpots {
    private BlindSpots() {}

    /**
     * Adds what cannot be seen on some hosts, in the order of the technique.
     *
     * @param hosts how many are known
     * @param delivering how many of them ever delivered a kind of evidence, by its word
     */
    public static void addTo(ArrayNode invisible, long hosts, ToLongFunction<String> delivering) {
        for (EvidenceKind telemetry : EvidenceKind.values()) {
            long blind = hosts - delivering.applyAsLong(telemetry.word());
            if (blind > 0) {
                add(invisible, telemetry, blind, hosts);
            }
        }
    }

    private static void add(ArrayNode invisible, EvidenceKind telemetry, long blind, long hosts) {
        String message =
                "No %s record that bears on this technique ever came from %d of %d hosts: where it is not logged, nobody sees %s."
                        .formatted(telemetry.word(), blind, hosts, telemetry.hides());
        invisible
                .addObject()
                .put("telemetry", telemetry.word())
                .put("hides", telemetry.hides())
                .put("hosts", blind)
                .put("of", hosts)
                .put("message", message);
    }
}
