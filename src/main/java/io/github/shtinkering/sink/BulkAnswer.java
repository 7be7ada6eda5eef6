package io.github.shtinkering.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an index said to a bulk request, document by document.
 *
 * @param again documents that it could not take now: it is busy, or a node is away
 * @param refused documents that it will never take
 * @param failure why nothing can be written until a person mends it (a missing alias, a wrong password); else null
 */
record BulkAnswer(
        List<IndexOperation> again,
        List<Refusal> refused,
        @Nullable String failure) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A document that an index will never take.
     *
     * @param reason the index's own words
     */
    record Refusal(IndexOperation operation, String reason) {}

    static BulkAnswer of(int status, byte[] body, List<IndexOperation> sent) {
        if (isPassing(status)) {
            return new BulkAnswer(sent, List.of(), null);
        }
        JsonNode answer = parse(body);
        JsonNode items = answer.path("items");
        if (status != 200 || items.size() != sent.size()) {
            return failed("the index answered a bulk request with status " + status + " and " + reason(answer));
        }
        return sort(items, sent);
    }

    private static BulkAnswer sort(JsonNode items, List<IndexOperation> sent) {
        List<IndexOperation> again = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode item = items.get(i).path("index");
            int status = item.path("status").asInt();
            if (isPassing(status)) {
                again.add(sent.get(i));
            } else if (isAccess(status)) {
                return failed("the index refuses to write to " + sent.get(i).index() + ": " + reason(item)
                        + "; create the alias and let this user write to it");
            } else if (!isDone(status)) {
                refused.add(new Refusal(sent.get(i), reason(item)));
            }
        }
        return new BulkAnswer(again, refused, null);
    }

    /** Also 409: the index holds a newer revision, as after a restore. */
    private static boolean isDone(int status) {
        return (status >= 200 && status < 300) || status == 409;
    }

    private static boolean isPassing(int status) {
        return status == 429 || status >= 500;
    }

    private static boolean isAccess(int status) {
        return status == 401 || status == 403 || status == 404;
    }

    private static BulkAnswer failed(String failure) {
        return new BulkAnswer(List.of(), List.of(), failure);
    }

    private static String reason(JsonNode answer) {
        JsonNode error = answer.path("error");
        String type = error.path("type").asText("no error type");
        return type + " (" + error.path("reason").asText("no reason given") + ")";
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
