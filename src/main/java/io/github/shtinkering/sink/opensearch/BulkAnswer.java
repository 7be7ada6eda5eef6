package io.github.shtinkering.sink.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an index said to a bulk request, document by document.
 *
 * @param again documents that it could not take now: it is busy, blocked, or a node is away
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
        if (isUnacceptable(status) && sent.size() == 1) {
            return new BulkAnswer(List.of(), List.of(new Refusal(sent.get(0), reason(status, answer))), null);
        }
        if (status != 200 || items.size() != sent.size()) {
            return failed("the index answered a bulk request with " + reason(status, answer));
        }
        return sort(items, sent);
    }

    static BulkAnswer failed(String failure) {
        return new BulkAnswer(List.of(), List.of(), failure);
    }

    /** Whether a request is refused as a whole for what one document of it may be to blame: too large, or malformed. */
    static boolean isUnacceptable(int status) {
        return status == 413 || status == 400;
    }

    /** Whether the next request may have another answer. */
    static boolean isPassing(int status) {
        return status == 429 || status >= 500;
    }

    /** The two answers to a request that was sent in two halves. */
    BulkAnswer and(BulkAnswer other) {
        List<IndexOperation> allAgain = new ArrayList<>(again);
        allAgain.addAll(other.again);
        List<Refusal> allRefused = new ArrayList<>(refused);
        allRefused.addAll(other.refused);
        return new BulkAnswer(allAgain, allRefused, failure == null ? other.failure : failure);
    }

    private static BulkAnswer sort(JsonNode items, List<IndexOperation> sent) {
        List<IndexOperation> again = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode item = items.get(i).elements().next();
            int status = item.path("status").asInt();
            if (isPassing(status) || isBlocked(item)) {
                again.add(sent.get(i));
            } else if (isAccess(status)) {
                return failed("the index refuses to write to " + sent.get(i).index() + ": " + reason(status, item)
                        + "; create it with deploy/opensearch/install and let this user write to it");
            } else if (!isDone(status)) {
                refused.add(new Refusal(sent.get(i), reason(status, item)));
            }
        }
        return new BulkAnswer(again, refused, null);
    }

    /** Also 409: the index holds a newer revision, or this very document, as after a restore. */
    private static boolean isDone(int status) {
        return (status >= 200 && status < 300) || status == 409;
    }

    /** A person blocked writing for a while, or the disk is full. */
    private static boolean isBlocked(JsonNode item) {
        return item.at("/error/type").asText().equals("cluster_block_exception");
    }

    private static boolean isAccess(int status) {
        return status == 401 || status == 403 || status == 404;
    }

    private static String reason(int status, JsonNode answer) {
        JsonNode error = answer.path("error");
        StringBuilder reason = new StringBuilder("status " + status);
        if (error.isTextual()) {
            reason.append(": ").append(error.asText());
        } else if (error.isObject()) {
            reason.append(": ").append(error.path("type").asText());
            reason.append(" (").append(error.path("reason").asText()).append(')');
            JsonNode cause = error.path("caused_by").path("reason");
            if (cause.isTextual()) {
                reason.append(", because ").append(cause.asText());
            }
        }
        return reason.toString();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
