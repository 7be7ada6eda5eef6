package io.github.shtinkering.job.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.console.cases.DeadLetterCauses;
import io.github.shtinkering.job.command.FailureMessages;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a replay says of itself when it has ended, from the output that it has left. */
final class ReplayReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORST = 5;
    private static final int CAUSES = 3;
    private static final int PASSED_OVER = 10;
    private static final int PERCENT = 100;

    private final Path output;
    private final JsonNode summary;
    private final List<String> lines = new ArrayList<>();

    /**
     * Reads an output.
     *
     * @throws IOException when it is not whole
     */
    ReplayReport(Path output) throws IOException {
        this.output = output;
        summary = JSON.readTree(output.resolve("summary.json").toFile());
        input();
        deadLetters();
        cases();
        lines.add(
                "cases and the rest are in " + output + "; to see them in a browser: jobs/console --output " + output);
    }

    /** Whether no record was read. */
    boolean readNothing() {
        return count("records_in") == 0;
    }

    /** The report, a line each. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void input() {
        lines.add("records read: %d (%d bytes), %d irrelevant, %d decoded, %d dead; hosts: %d"
                .formatted(
                        count("records_in"),
                        count("bytes_in"),
                        count("records_irrelevant"),
                        count("records_decoded"),
                        count("records_dead_lettered"),
                        count("hosts")));
        JsonNode passedOver = summary.path("passed_over");
        for (int i = 0; i < Math.min(passedOver.size(), PASSED_OVER); i++) {
            lines.add("not read, as it is of no supported kind: "
                    + FailureMessages.oneLine(passedOver.get(i).asText())
                    + UnreadKind.advice(passedOver.get(i).asText()));
        }
        if (passedOver.size() > PASSED_OVER) {
            lines.add("not read, as they are of no supported kind: " + (passedOver.size() - PASSED_OVER)
                    + " more files, named in summary.json");
        }
        if (readNothing()) {
            lines.add("WARNING: nothing was read: there is not a supported file with a record in it");
        }
    }

    private void deadLetters() throws IOException {
        long dead = count("records_dead_lettered");
        if (dead * PERCENT > count("records_in")) {
            lines.add("WARNING: %.1f %% of the records could not be used, and what they tell is missing"
                    .formatted((double) PERCENT * dead / count("records_in")));
        }
        if (dead > 0) {
            DeadLetterCauses.read(output.resolve("dead-letter.ndjson")).causes().stream()
                    .limit(CAUSES)
                    .forEach(cause -> lines.add("dead letters, " + cause.code() + ": " + cause.count() + ", as "
                            + example(cause.examples().get(0))));
        }
    }

    private static String example(DeadLetterCauses.Example example) {
        return FailureMessages.oneLine(example.origin() + ": " + example.message());
    }

    private void cases() throws IOException {
        lines.add("cases by verdict: " + counts("by_verdict") + "; by severity: " + counts("by_severity"));
        try (BufferedReader cases = Files.newBufferedReader(output.resolve("cases.ndjson"))) {
            int shown = 0;
            // They stand there with the worst first.
            for (String line = cases.readLine(); line != null && shown < WORST; line = cases.readLine()) {
                JsonNode document = JSON.readTree(line);
                JsonNode kase = document.at("/shtinkering/case");
                if (!kase.path("status").asText().equals("merged")) {
                    shown++;
                    lines.add("%s %d: %s"
                            .formatted(
                                    kase.path("severity").asText(),
                                    document.at("/event/risk_score").asInt(),
                                    FailureMessages.oneLine(
                                            document.at("/event/reason").asText())));
                }
            }
        }
    }

    private String counts(String name) {
        List<String> counts = new ArrayList<>();
        summary.path("cases").path(name).properties().stream()
                .filter(count -> count.getValue().asLong() > 0)
                .forEach(count -> counts.add(count.getValue().asLong() + " " + count.getKey()));
        return counts.isEmpty() ? "none" : String.join(", ", counts);
    }

    private long count(String name) {
        return summary.path(name).asLong();
    }
}
