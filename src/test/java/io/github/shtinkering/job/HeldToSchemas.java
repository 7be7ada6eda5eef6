package io.github.shtinkering.job;

import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.casebook.Weights;
import io.github.shtinkering.fleet.Fleet;
import io.github.shtinkering.fleet.FleetNote;
import io.github.shtinkering.fleet.FleetNotes;
import io.github.shtinkering.fleet.FleetState;
import io.github.shtinkering.fleet.FleetThresholds;
import io.github.shtinkering.fleet.Standing;
import io.github.shtinkering.host.HostStatus;
import io.github.shtinkering.publish.CampaignDocument;
import io.github.shtinkering.publish.CaseNews;
import io.github.shtinkering.publish.Publication;
import io.github.shtinkering.publish.Publisher;
import io.github.shtinkering.publish.PublisherState;
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
    private static final FleetThresholds THRESHOLDS = FleetThresholds.of(Weights.shipped());

    private final Map<String, Fleet> fleets = new HashMap<>();
    private final Map<String, FleetState> states = new HashMap<>();
    private final Map<String, PublisherState> published = new HashMap<>();
    private final Map<String, HostStatus> waiting = new LinkedHashMap<>();

    /** Publishes a case that changed, and whatever the fleet's answers to it change. */
    void take(JudgedCase judged, long nowMillis) {
        hold(publisher(judged.host()).publish(CaseNews.of(judged), nowMillis));
        for (FleetNote note : FleetNotes.of(judged)) {
            Fleet fleet = fleets.computeIfAbsent(note.key(), key -> new Fleet(note.kind(), THRESHOLDS));
            FleetState state = states.computeIfAbsent(note.key(), key -> new FleetState());
            for (Standing standing : fleet.take(state, note, nowMillis)) {
                hold(publisher(standing.host()).publish(CaseNews.of(standing), nowMillis));
            }
            fleet.waiting(state, nowMillis)
                    .forEach(campaign -> SchemaAssert.assertKeepsSchema("campaign", CampaignDocument.json(campaign)));
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

    private Publisher publisher(String host) {
        return new Publisher(published.computeIfAbsent(host, key -> new PublisherState()));
    }

    private static void hold(List<Publication> publications) {
        publications.forEach(publication -> SchemaAssert.assertKeepsSchema(ShtinkeringJob.document(publication)));
    }
}
