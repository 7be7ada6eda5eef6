package io.github.shtinkering.detect.casebook.evidence;

import io.github.shtinkering.detect.host.timeline.ArmingsInForce;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The armings of a chain. The pattern matches the write that armed the host, and no disarming between it and the act: so
 * each renewal that is in force at the act belongs to the chain as well, and what is matched and kept does not grow with
 * their number.
 */
public final class ChainArmings {
    /** The armings in force at each entry, by its id. */
    private final Map<String, List<TimelineEntry>> inForceAt = new HashMap<>();

    /** @param evidence of a case, in the timeline's order */
    public ChainArmings(List<TimelineEntry> evidence) {
        ArmingsInForce inForce = new ArmingsInForce();
        for (TimelineEntry entry : evidence) {
            inForceAt.putIfAbsent(entry.event().id(), inForce.entries());
            inForce.follow(entry);
        }
    }

    /** In the timeline's order; none for a chain without an arming. */
    public List<TimelineEntry> of(Chain chain) {
        String act = chain.launchId() == null ? chain.dumpId() : chain.launchId();
        List<TimelineEntry> inForce = act == null ? List.of() : inForceAt.getOrDefault(act, List.of());
        for (int i = 0; i < inForce.size(); i++) {
            if (inForce.get(i).event().id().equals(chain.armingId())) {
                return inForce.subList(i, inForce.size());
            }
        }
        return List.of();
    }
}
