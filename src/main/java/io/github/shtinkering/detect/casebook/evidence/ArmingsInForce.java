package io.github.shtinkering.detect.casebook.evidence;

import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The armings that hold for a chain. The pattern matches the write that armed the host, and no disarming between it and
 * the act: so each renewal between the two holds as well, and what is matched and kept does not grow with their number.
 */
public final class ArmingsInForce {
    private final List<TimelineEntry> armings = new ArrayList<>();
    /** How many armings come before each element, by its id. */
    private final Map<String, Integer> before = new HashMap<>();

    /** @param elements the evidence of a case, in the timeline's order */
    public ArmingsInForce(List<TimelineEntry> elements) {
        for (TimelineEntry element : elements) {
            before.putIfAbsent(element.event().id(), armings.size());
            if (element.kind() == EntryKind.ARMING) {
                armings.add(element);
            }
        }
    }

    /** In the timeline's order; none for a chain without an arming. */
    public List<TimelineEntry> of(Chain chain) {
        String act = chain.launchId() == null ? chain.dumpId() : chain.launchId();
        Integer from = chain.armingId() == null ? null : before.get(chain.armingId());
        Integer to = act == null ? null : before.get(act);
        return from == null || to == null || to < from ? List.of() : armings.subList(from, to);
    }
}
