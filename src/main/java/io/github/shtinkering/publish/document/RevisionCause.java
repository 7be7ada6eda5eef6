package io.github.shtinkering.publish.document;

import org.jspecify.annotations.Nullable;

/**
 * Why there is this revision.
 *
 * @param kind {@code shtinkering.case.change}
 * @param previousSeverity of the revision before; null for the first
 * @param previousVerdict of the revision before; null for the first
 */
public record RevisionCause(
        String kind,
        @Nullable String previousSeverity,
        @Nullable String previousVerdict) {}
