package io.github.shtinkering.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, with all that is needed to mend it and send it through again.
 *
 * @param code machine-readable cause, e.g. {@code line-too-long}, {@code not-json}, {@code unknown-format}
 * @param message one sentence: what is wrong, where, and how to mend it
 * @param origin {@code file:line} or {@code topic-partition-offset}
 * @param record the record as text, cut to a bound; null when its bytes are no text
 * @param recordBase64 its bytes, cut to a bound, when they are no text; else null
 */
public record DeadLetter(
        String code,
        String message,
        String origin,
        @Nullable String record,
        @Nullable String recordBase64) {}
