package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why records are dead, by cause, the most frequent first.
 *
 * @param causes each with the first letters as examples
 */
public record DeadLetterCauses(List<Cause> causes) {
    public static final DeadLetterCauses NONE = new DeadLetterCauses(List.of());

    private static final int MOST_EXAMPLES = 3;
    private static final int LONGEST_RECORD = 2_000;

    /**
     * One cause.
     *
     * @param code its {@code error.code}
     * @param count how many records died of it
     * @param examples the first of them
     */
    public record Cause(String code, long count, List<Example> examples) {}

    /**
     * A dead record.
     *
     * @param origin where it was read
     * @param message what was wrong with it
     * @param record its text, or its bytes as base64, cut
     */
    public record Example(String origin, String message, String record) {}

    /** Reads a file of dead letters. */
    public static DeadLetterCauses read(Path file) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, List<Example>> examples = new TreeMap<>();
        NdjsonFile.forEach(file, (letter, start, length) -> {
            String code = letter.at("/error/code").asText();
            counts.merge(code, 1L, Long::sum);
            List<Example> known = examples.computeIfAbsent(code, c -> new ArrayList<>());
            if (known.size() < MOST_EXAMPLES) {
                known.add(example(letter));
            }
        });
        return new DeadLetterCauses(counts.entrySet().stream()
                .map(count -> new Cause(
                        count.getKey(),
                        count.getValue(),
                        List.copyOf(examples.getOrDefault(count.getKey(), List.of()))))
                .sorted(Comparator.comparingLong(Cause::count).reversed().thenComparing(Cause::code))
                .toList());
    }

    private static Example example(JsonNode letter) {
        String record = letter.path(letter.has("record_base64") ? "record_base64" : "record")
                .asText();
        return new Example(
                letter.path("origin").asText(),
                letter.at("/error/message").asText(),
                record.substring(0, Math.min(record.length(), LONGEST_RECORD)));
    }

    public void writeTo(ArrayNode array) {
        for (Cause cause : causes) {
            ObjectNode node = array.addObject().put("code", cause.code()).put("count", cause.count());
            ArrayNode shown = node.putArray("examples");
            cause.examples().forEach(example -> shown.addObject()
                    .put("origin", example.origin())
                    .put("message", example.message())
                    .put("record", example.record()));
        }
    }
}
