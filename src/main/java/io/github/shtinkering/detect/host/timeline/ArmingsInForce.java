package io.github.shtinkering.detect.host.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which armings are in force: each write that arms the host since it was last disarmed. Armed is a state of the whole
 * host, so a disarming ends all of them, and one that leaves a scope armed ends none. Follows a timeline, entry by entry.
 */
public final class ArmingsInForce {
    /** Never changed, so that it can be handed out. */
    private List<TimelineEntry> entries = List.of();

    /** Those that a timeline leaves in force. */
    public static ArmingsInForce after(Iterable<TimelineEntry> timeline) {
        ArmingsInForce inForce = new ArmingsInForce();
        timeline.forEach(inForce::follow);
        return inForce;
    }

    public void follow(TimelineEntry entry) {
        if (entry.kind() == EntryKind.ARMING) {
            List<TimelineEntry> more = new ArrayList<>(entries);
            more.add(entry);
            entries = List.copyOf(more);
        } else if (entry.disarms()) {
            entries = List.of();
        }
    }

    /** In the timeline's order. */
    public List<TimelineEntry> entries() {
        return entries;
    }

    /** The ids of their events. */
    public Set<String> ids() {
        return entries.stream().map(entry -> entry.event().id()).collect(Collectors.toSet());
    }

    /** Whether the host is armed. */
    public boolean isArmed() {
        return !entries.isEmpty();
    }
}
