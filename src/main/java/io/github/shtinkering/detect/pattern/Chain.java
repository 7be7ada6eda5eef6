package io.github.shtinkering.detect.pattern;

import org.jspecify.annotations.Nullable;

/**
 * Stages that belong together: what the pattern decides, and nothing else does.
 *
 * @param host the key: the short host name
 * @param machine which of the machines that share the name
 * @param generation the generation in which they were matched
 * @param armingId id of the arming; null when the chain has none
 * @param launchId id of the launch; null when the chain has none
 * @param dumpId id of the dump; null when the chain has none
 */
public record Chain(
        String host,
        String machine,
        long generation,
        @Nullable String armingId,
        @Nullable String launchId,
        @Nullable String dumpId) {}
