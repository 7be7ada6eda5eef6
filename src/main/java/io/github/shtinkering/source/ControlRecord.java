package io.github.shtinkering.source;

import org.jspecify.annotations.Nullable;

/**
 * A record of the control topic.
 *
 * @param key its key as text; null when it has none
 * @param value its value; null for a tombstone
 * @param origin topic-partition-offset
 */
public record ControlRecord(@Nullable String key, byte @Nullable [] value, String origin) {}
