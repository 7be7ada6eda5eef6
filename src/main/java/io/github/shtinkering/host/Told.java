package io.github.shtinkering.host;

import org.jspecify.annotations.Nullable;

/**
 * One element of a telling: a host's story, or the part of it that is new, in event-time order. It is what the
 * pattern matches and what the casebook judges.
 *
 * @param host the key: the short host name
 * @param story which of the machines that share the short name; empty when there is only one
 * @param telling number of the telling: a higher one replaces the lower ones
 * @param kind what it is, and which of the following are set
 * @param happening the happening; null for the marker and the context
 * @param arming for registry changes: the state right after it; for launches and dumps: the state at that time
 * @param target for launches: whether the target was LSASS; for dumps: whether the PID in the name was
 * @param nature for dumps: whose dump it is
 * @param context for the context
 */
public record Told(
        String host,
        String story,
        long telling,
        ToldKind kind,
        @Nullable Happening happening,
        @Nullable Arming arming,
        @Nullable TargetResolution target,
        @Nullable DumpNature nature,
        @Nullable HostContext context) {
    /** The key of the pattern: machines that share a short name never share a chain (P4). */
    public String storyKey() {
        return story.isEmpty() ? host : host + '.' + story;
    }

    /** The happening of an element that has one. */
    public Happening event() {
        if (happening == null) {
            throw new IllegalStateException(kind + " has no happening");
        }
        return happening;
    }
}
