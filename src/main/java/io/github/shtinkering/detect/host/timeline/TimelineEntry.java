package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.wer.DumpNature;
import org.jspecify.annotations.Nullable;

/**
 * One element of a generation: a host's timeline, or the part of it that is new, in event-time order. It is what the
 * pattern matches and what the casebook judges.
 *
 * @param host the key: the short host name
 * @param machine which of the machines that share the short name; empty when there is only one
 * @param generation number of the generation: a higher one replaces the lower ones
 * @param kind what it is, and which of the following are set
 * @param observed the observed event; null for the marker and the context
 * @param arming for registry changes: the state right after it; for launches and dumps: the state at that time
 * @param target for launches: whether the target was LSASS; for dumps: whether the PID in the name was
 * @param nature for dumps: whose dump it is
 * @param context for the context
 * @param renewal for an arming: whether the host was armed already, with no disarming since. Then the pattern need not
 *     hear of it: what it matches with the write that armed the host holds for every later one
 * @param sentMillis the stamp under which its host sent it: of one host they never fall, so that their order is the
 *     order of sending; 0 before it is sent
 */
public record TimelineEntry(
        String host,
        String machine,
        long generation,
        EntryKind kind,
        @Nullable ObservedEvent observed,
        @Nullable ArmedState arming,
        @Nullable TargetResolution target,
        @Nullable DumpNature nature,
        @Nullable HostContext context,
        boolean renewal,
        long sentMillis) {
    /** Creates an element that is no renewal. */
    public TimelineEntry(
            String host,
            String machine,
            long generation,
            EntryKind kind,
            @Nullable ObservedEvent observed,
            @Nullable ArmedState arming,
            @Nullable TargetResolution target,
            @Nullable DumpNature nature,
            @Nullable HostContext context) {
        this(host, machine, generation, kind, observed, arming, target, nature, context, false, 0);
    }

    /** The key of the pattern: machines that share a short name never share a chain. */
    public String machineKey() {
        return machine.isEmpty() ? host : host + '.' + machine;
    }

    /** Whether it is something that the pattern matches, or a marker that ends what it matched so far. */
    public boolean isStage() {
        return switch (kind) {
            case GENERATION, LAUNCH, DUMP -> true;
            case DISARMING -> disarms();
            case ARMING -> !renewal;
            default -> false;
        };
    }

    /** Whether the host is no longer armed after it: a reset of one scope may leave the other. */
    public boolean disarms() {
        return kind == EntryKind.DISARMING && (arming == null || !arming.armed());
    }

    /** Whether a case that this element belongs to settles a day after it, and not before. */
    boolean holdsACaseOpen() {
        return kind != EntryKind.LSASS_ALIVE && kind != EntryKind.REMOTE_REGISTRY;
    }

    /** The same element of another generation. */
    public TimelineEntry numbered(long number) {
        return new TimelineEntry(
                host, machine, number, kind, observed, arming, target, nature, context, renewal, sentMillis);
    }

    /** The same element for an observed event that it stands for. */
    TimelineEntry about(ObservedEvent other) {
        return new TimelineEntry(
                host, machine, generation, kind, other, arming, target, nature, context, renewal, sentMillis);
    }

    /** The same element as a renewal. */
    TimelineEntry renewing() {
        return new TimelineEntry(
                host, machine, generation, kind, observed, arming, target, nature, context, true, sentMillis);
    }

    /** The same element, sent. */
    public TimelineEntry sent(long millis) {
        return new TimelineEntry(
                host, machine, generation, kind, observed, arming, target, nature, context, renewal, millis);
    }

    /** The observed event of an element that has one. */
    public ObservedEvent event() {
        if (observed == null) {
            throw new IllegalStateException(kind + " has no happening");
        }
        return observed;
    }
}
