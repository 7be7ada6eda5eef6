package io.github.shtinkering.sink.kafka;

import io.github.shtinkering.sink.OutputDocument.Kind;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The topics that documents are written to; what has no topic is not written.
 *
 * @param cases revisions of cases, keyed by the case's id
 * @param campaigns revisions of campaigns, keyed by the campaign's id
 * @param deadLetters records that could not be used; given to the job as input they are replayed
 * @param audit uses and refusals of exceptions
 */
public record KafkaTopics(
        @Nullable String cases,
        @Nullable String campaigns,
        @Nullable String deadLetters,
        @Nullable String audit) implements Serializable {
    /** The names where a configuration says nothing. */
    public static final KafkaTopics DEFAULT = new KafkaTopics(
            "shtinkering.cases.v1", "shtinkering.campaigns.v1", "shtinkering.dlq.v1", "shtinkering.audit.v1");

    /** The topic of a kind of documents; null where it has none. */
    @Nullable
    String of(Kind kind) {
        return switch (kind) {
            case ALERT, CASE_UPDATE -> cases;
            case CAMPAIGN -> campaigns;
            case DEAD_LETTER -> deadLetters;
            case AUDIT -> audit;
            case HOST, TALLY -> null;
        };
    }
}
