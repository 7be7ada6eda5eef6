package io.github.shtinkering.detect.casebook.evidence;

import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.List;

/**
 * The evidence of one case: the elements of the timeline that belong to it, in order, and the chains among them.
 *
 * @param elements in the timeline's order; the first {@code borrowed} are armings that are in force from before
 * @param borrowed how many of them stand in front as a state and are not the case's own
 * @param chains what the pattern matched among the elements
 */
public record CaseEvidence(List<TimelineEntry> elements, int borrowed, List<Chain> chains) {
    /** The elements of a kind. */
    public List<TimelineEntry> of(EntryKind kind) {
        return elements.stream().filter(t -> t.kind() == kind).toList();
    }

    /** The elements that are the case's own. */
    public List<TimelineEntry> own() {
        return elements.subList(borrowed, elements.size());
    }
}
