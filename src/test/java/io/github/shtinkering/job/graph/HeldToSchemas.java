package io.github.shtinkering.job.graph;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import io.github.shtinkering.detect.fleet.FleetCorrelator;
import io.github.shtinkering.detect.fleet.FleetNoteExtractor;
import io.github.shtinkering.detect.fleet.FleetState;
import io.github.shtinkering.detect.fleet.FleetThresholds;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.publish.CaseUpdate;
import io.github.shtinkering.publish.DocumentPublisher;
import io.github.shtinkering.publish.document.LinkTemplates;
import io.github.shtinkering.publish.document.PublishedDocument;
import io.github.shtinkering.publish.state.PublisherState;
import io.github.shtinkering.sink.SchemaAssert;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What follows the casebook in the job, fleet and publisher: every document that they make of its cases is held against
 * its schema.
 */
final class HeldToSchemas {
    private static final FleetThresholds THRESHOLDS = FleetThresholds.of(RubricWeights.shipped());

    private final Map<String, FleetCorrelator> fleets = new HashMap<>();
    private final Map<String, FleetState> states = new HashMap<>();
    private final Map<String, PublisherState> published = new HashMap<>();
    private final Map<String, HostStatus> waiting = new LinkedHashMap<>();

    /** Publishes a case that changed, and whatever the fleet's answers to it change. */
    void take(JudgedCase judged, long nowMillis) {
        hold(publisher(judged.host()).publish(CaseUpdate.of(judged), nowMillis));
        for (FleetNote note : FleetNoteExtractor.of(judged)) {
            FleetCorrelator fleet =
                    fleets.computeIfAbsent(note.key(), key -> new FleetCorrelator(note.kind(), THRESHOLDS));
            FleetState state = states.computeIfAbsent(note.key(), key -> new FleetState());
            for (FleetAnswer standing : fleet.take(state, note, nowMillis)) {
                hold(publisher(standing.host()).publish(CaseUpdate.of(standing), nowMillis));
            }
            fleet.pending(state, nowMillis)
                    .forEach(campaign -> SchemaAssert.assertKeepsSchema(ShtinkeringJob.document(campaign)));
        }
    }

    /** Takes what is now known of a host. */
    void take(HostStatus status) {
        waiting.put(status.key(), status);
    }

    /** Publishes what is known of the hosts, as the job does when their cases have come. */
    void publishHosts(long nowMillis) {
        waiting.values().stream()
                .filter(status -> !status.forgotten())
                .forEach(status -> hold(List.of(publisher(status.host()).publish(status, nowMillis))));
        waiting.clear();
    }

    private DocumentPublisher publisher(String host) {
        return new DocumentPublisher(
                published.computeIfAbsent(host, key -> new PublisherState()), LinkTemplates.NONE, true);
    }

    private static void hold(List<PublishedDocument> publications) {
        publications.forEach(publication -> SchemaAssert.assertKeepsSchema(ShtinkeringJob.document(publication)));
    }
}
