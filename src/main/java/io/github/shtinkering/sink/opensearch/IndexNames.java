package io.github.shtinkering.sink.opensearch;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where documents are written to: aliases of what is replaced by something newer, data streams of what is only added
 * to. Each must exist: the job creates no index and no template.
 *
 * @param cases alias; the newest revision of each case under the case's id
 * @param findings alias; the same as a Detection Finding of OCSF, under the same id; null for none
 * @param history data stream; every revision of every case; null for none
 * @param campaigns alias; the newest revision of each campaign under the campaign's id; null for none
 * @param hosts alias; what is known of each host, under its name; null for none
 * @param deadLetters data stream; records that could not be used, and documents that an index refused
 * @param audit data stream; uses and refusals of exceptions; null for none
 */
public record IndexNames(
        String cases,
        @Nullable String findings,
        @Nullable String history,
        @Nullable String campaigns,
        @Nullable String hosts,
        String deadLetters,
        @Nullable String audit)
        implements Serializable {
    /** The names where a configuration says nothing. */
    public static final IndexNames DEFAULT = new IndexNames(
            "shtinkering-cases",
            null,
            "shtinkering-case-history",
            "shtinkering-campaigns",
            "shtinkering-hosts",
            "shtinkering-dead-letters",
            "shtinkering-audit");

    /** The data streams among them. */
    List<String> streams() {
        return Stream.of(history, deadLetters, audit).filter(Objects::nonNull).toList();
    }
}
