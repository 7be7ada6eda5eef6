package io.github.shtinkering.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a JSON record only what its decoding will look at, where that is known beforehand: a tree of the whole record
 * costs several times as much as the rest of the decoding.
 */
@FunctionalInterface
public interface Excerpt {
    /** Reads nothing: every record is decoded from its whole tree. */
    Excerpt NONE = (bytes, offset, length) -> null;

    /**
     * Returns the excerpt, which {@linkplain RecordFormat#recognises is recognised} as the whole record would be; null
     * when the whole has to be read, also when the bytes are no JSON.
     */
    @Nullable
    JsonNode of(byte[] bytes, int offset, int length);
}
