package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A case as a list shows it.
 *
 * @param id the case's id
 * @param host canonical name of its host
 * @param score 0 to 100
 * @param reason one sentence, bounded
 * @param start event time of the first evidence, RFC 3339; empty when the document lacks it
 * @param end event time of the newest evidence
 * @param createdMillis when the job emitted this revision, milliseconds since the epoch; {@link Long#MAX_VALUE} when the
 *     document does not say it
 * @param revision 1, 2, 3 …
 * @param search what a search looks at, in lower case, bounded
 */
public record CaseRow(
        String id,
        String host,
        int score,
        String severity,
        String verdict,
        String status,
        List<String> stages,
        String reason,
        String start,
        String end,
        long createdMillis,
        long revision,
        String search) {
    /** Worst first: the score, then the newest, then by name so that the order is total. */
    public static final Comparator<CaseRow> WORST_FIRST = Comparator.comparingInt(CaseRow::score)
            .reversed()
            .thenComparing(CaseRow::end, Comparator.reverseOrder())
            .thenComparing(CaseRow::host)
            .thenComparing(CaseRow::id);

    private static final int REASON_LIMIT = 600;
    private static final int SEARCH_LIMIT = 1_500;
    private static final List<String> SEARCHED = List.of(
            "/host/id",
            "/process/executable",
            "/process/command_line",
            "/process/parent/executable",
            "/process/parent/command_line",
            "/file/path",
            "/registry/path");

    /** Reads a document; what it lacks is empty. */
    public static CaseRow of(JsonNode document) {
        JsonNode kase = document.at("/shtinkering/case");
        List<String> stages = new ArrayList<>(3);
        kase.path("stages").forEach(stage -> stages.add(stage.asText().intern()));
        String id = kase.path("id").asText();
        String host = document.at("/host/name").asText();
        String reason = document.at("/event/reason").asText();
        return new CaseRow(
                id,
                host,
                document.at("/event/risk_score").asInt(),
                kase.path("severity").asText().intern(),
                kase.path("verdict").asText().intern(),
                kase.path("status").asText().intern(),
                List.copyOf(stages),
                bounded(reason, REASON_LIMIT),
                document.at("/event/start").asText(),
                document.path("@timestamp").asText(),
                millis(document.at("/event/created").asText()),
                kase.path("revision").asLong(),
                search(document, id, host, reason));
    }

    private static long millis(String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static String search(JsonNode document, String id, String host, String reason) {
        StringBuilder text = new StringBuilder(id).append('\n').append(host).append('\n');
        text.append(bounded(reason, REASON_LIMIT));
        for (String field : SEARCHED) {
            text.append('\n').append(document.at(field).asText());
        }
        document.path("related")
                .forEach(values -> values.forEach(value -> text.append('\n').append(value.asText())));
        return bounded(text.toString().toLowerCase(Locale.ROOT), SEARCH_LIMIT);
    }

    /** Never half a surrogate pair. */
    private static String bounded(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + '…';
    }

    public void writeTo(ObjectNode node) {
        node.put("id", id);
        node.put("host", host);
        node.put("score", score);
        node.put("severity", severity);
        node.put("verdict", verdict);
        node.put("status", status);
        stages.forEach(node.putArray("stages")::add);
        node.put("reason", reason);
        node.put("start", start);
        node.put("end", end);
        node.put("revision", revision);
    }
}
