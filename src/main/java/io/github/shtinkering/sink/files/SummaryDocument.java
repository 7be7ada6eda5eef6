package io.github.shtinkering.sink.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.publish.json.DocumentJson;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@code summary.json}: what went in and what came of it, in numbers. */
final class SummaryDocument {
    private static final List<String> VERDICTS =
            List.of("attempt", "precursor", "lsass-crash", "related-technique", "benign");
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "info");

    private SummaryDocument() {}

    static ObjectNode of(FilesProgress progress, int hosts, Collection<JournalDigest> cases, List<String> passedOver) {
        ObjectNode summary = DocumentJson.object();
        summary.put("records_in", sum(progress, Tally::records));
        summary.put("records_irrelevant", sum(progress, Tally::irrelevant));
        summary.put("records_decoded", sum(progress, Tally::decoded));
        summary.put("records_dead_lettered", sum(progress, Tally::dead));
        summary.put("bytes_in", sum(progress, Tally::bytes));
        summary.put("hosts", hosts);
        ObjectNode counted = summary.putObject("cases");
        counted.set("by_verdict", count(cases, VERDICTS, JournalDigest::verdict));
        counted.set("by_severity", count(cases, SEVERITIES, JournalDigest::severity));
        passedOver.forEach(summary.putArray("passed_over")::add);
        summary.put("duration_seconds", (progress.writtenMillis() - progress.startedMillis()) / 1000.0);
        return summary;
    }

    private static long sum(FilesProgress progress, ToLongFunction<Tally> count) {
        return progress.tallies().stream().mapToLong(count).sum();
    }

    /** Counts the cases that were not merged into another, every known word present, also with 0. */
    private static ObjectNode count(
            Collection<JournalDigest> cases, List<String> words, Function<JournalDigest, @Nullable String> word) {
        ObjectNode counts = DocumentJson.object();
        words.forEach(known -> counts.put(known, 0));
        cases.stream()
                .filter(digest -> !digest.merged())
                .map(word)
                .filter(Objects::nonNull)
                .sorted()
                .forEach(found -> counts.put(found, counts.path(found).asInt() + 1));
        return counts;
    }
}
