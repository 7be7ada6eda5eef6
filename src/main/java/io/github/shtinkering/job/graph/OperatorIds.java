package io.github.shtinkering.job.graph;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Uids of the job's operators. They are part of the state format: a savepoint finds its state by them, so they never
 * change. Only the pattern's carry a version, because Flink CEP cannot restore the partial matches of another pattern.
 */
public final class OperatorIds {
    public static final String TELEMETRY = "telemetry";
    public static final String INGEST_ROUTER = "ingest-router";
    public static final String HOST_TIMELINE = "host-timeline";
    public static final String SEND_TIMESTAMPS = "send-timestamps";
    public static final String STAGES = "stages";
    /** Followed by the pattern's version and name: its state is disposable. */
    public static final String CHAINS_PREFIX = "chains-v";

    public static final String LATE_STAGES = "late-stages";
    public static final String CASEBOOK_INPUT = "casebook-input";
    public static final String CASEBOOK = "casebook";
    public static final String FLEET_NOTES = "fleet-notes";
    public static final String LAUNCH_FORM_SIGHTINGS = "launch-form-sightings";
    public static final String FLEET = "fleet";
    public static final String FLEET_CASE_ANSWERS = "fleet-case-answers";
    public static final String FLEET_CAMPAIGNS = "fleet-campaigns";
    public static final String CENSUS = "fleet-census";
    public static final String FLEET_ANSWERS = "fleet-answers";
    public static final String CASE_UPDATES = "case-updates";
    public static final String CAMPAIGN_DOCUMENTS = "campaign-documents";
    public static final String PUBLISHER = "publisher";
    public static final String ALERT_DOCUMENTS = "alert-documents";
    public static final String CONTROL = "exception-control";
    public static final String CHANGES = "exception-changes";
    public static final String REFUSALS = "exception-refusals";
    public static final String SINK = "documents";

    public static final String FILES_SINK = SINK + "-files";
    public static final String KAFKA_SINK = SINK + "-kafka";
    public static final String OPENSEARCH_SINK = SINK + "-opensearch";
    public static final String WEBHOOK_SINK = SINK + "-webhook";

    /** Sections of the configuration that a job may have or not, by what the uids of their operators contain. */
    private static final Map<String, String> SECTIONS = Map.of(
            FILES_SINK, "sink.files",
            KAFKA_SINK, "sink.kafka",
            OPENSEARCH_SINK, "sink.opensearch",
            WEBHOOK_SINK, "sink.webhook",
            CONTROL, "exceptions.kafka",
            CHANGES, "exceptions.kafka");

    private OperatorIds() {}

    /** The sections of the configuration whose operators keep state and may be taken out. */
    public static Set<String> sections() {
        return new TreeSet<>(SECTIONS.values());
    }

    /** The section that an operator is of; null when it is of none that may be taken out. */
    public static @Nullable String section(String uid) {
        return SECTIONS.entrySet().stream()
                .filter(section -> uid.contains(section.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Whether an operator's state may be lost: what it held is told again from state that is not. */
    public static boolean isDisposable(String uid) {
        return uid.startsWith(CHAINS_PREFIX) || uid.equals(REFUSALS);
    }

    static String chains(int version, String pattern) {
        return CHAINS_PREFIX + version + "-" + pattern;
    }
}
