package io.github.shtinkering.sink;

import io.github.shtinkering.sink.OutputDocument.Kind;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The aliases that documents are written to. Each must exist: the job creates no index and no template.
 *
 * @param cases the newest revision of each case under the case's id
 * @param campaigns the newest revision of each campaign under the campaign's id; null for none
 * @param deadLetters records that could not be used, and documents that an index refused
 * @param audit uses and refusals of exceptions; null for none
 */
public record IndexNames(
        String cases,
        @Nullable String campaigns,
        String deadLetters,
        @Nullable String audit) implements Serializable {
    /** The names where a configuration says nothing. */
    public static final IndexNames DEFAULT = new IndexNames(
            "shtinkering-cases", "shtinkering-campaigns", "shtinkering-dead-letters", "shtinkering-audit");

    /** The alias of a kind of documents; null where it is not indexed. */
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
