package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentJson;

/**
 * Why something could not be used, and where it came from.
 *
 * @param code {@code error.code}
 * @param message {@code error.message}
 * @param origin {@code origin}
 */
public record DeadLetterDigest(String code, String message, String origin) {
    /** A dead letter that says this; what could not be used is still to be added. */
    public ObjectNode json() {
        ObjectNode letter = DocumentJson.object();
        letter.putObject("error").put("code", code).put("message", message);
        return letter.put("origin", origin);
    }
}
