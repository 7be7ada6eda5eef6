package io.github.shtinkering.ingest.source.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.source.file.split.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that this job wrote and that is now sent through again.
 *
 * @param letter as it was written
 */
record StoredLetter(DeadLetter letter) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a line of {@code dead-letter.ndjson}; null for anything else. */
    static @Nullable StoredLetter of(RawRecord raw) {
        if (raw.kind != RawRecord.Kind.DOCUMENT) {
            return null;
        }
        try {
            return of(JSON.readTree(raw.bytes, raw.offset, raw.length));
        } catch (IOException e) {
            return null; // no JSON, so none of ours
        }
    }

    private static @Nullable StoredLetter of(JsonNode line) {
        String code = text(line.path("error").path("code"));
        String message = text(line.path("error").path("message"));
        String origin = text(line.path("origin"));
        boolean isLetter = line.has("record") || line.has("record_base64");
        if (code == null || message == null || origin == null || !isLetter) {
            return null;
        }
        DeadLetter letter =
                new DeadLetter(code, message, origin, text(line.path("record")), text(line.path("record_base64")));
        return new StoredLetter(letter);
    }

    /** The bytes that it keeps; null when there are none to be tried again. */
    byte @Nullable [] record() {
        if (letter.record() != null) {
            return letter.record().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return letter.recordBase64() == null ? null : Base64.getDecoder().decode(letter.recordBase64());
        } catch (IllegalArgumentException e) {
            return null; // somebody edited it
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
