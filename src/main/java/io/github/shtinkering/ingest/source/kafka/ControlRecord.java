package io.github.shtinkering.ingest.source.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A record of the control topic.
 *
 * @param key its key as text; null when it has none
 * @param value its value as text, U+FFFD for what is no UTF-8; null for a tombstone
 * @param origin topic-partition-offset
 */
public record ControlRecord(@Nullable String key, @Nullable String value, String origin) {}
