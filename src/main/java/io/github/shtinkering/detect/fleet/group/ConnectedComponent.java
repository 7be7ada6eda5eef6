package io.github.shtinkering.detect.fleet.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members of whom each shares an identity with another one: a connected component of {@link ConnectedComponents}. What the fleet
 * concluded of it stands beside, as of when it looked last, and so does what came and went since.
 */
public final class ConnectedComponent {
    public final Set<IdentityNode> nodes = new LinkedHashSet<>();
    public final SlidingWindow window;
    /** Of the hosts with a life of their own. */
    public final SlidingWindow living;
    /** Who came since the fleet looked; whoever left again is in both. */
    public final List<IdentityNode> arrived = new ArrayList<>();

    public final List<IdentityNode> left = new ArrayList<>();
    /** The groups that were published of it; several when components that were published have become one. */
    public final List<FleetGroup> groups = new ArrayList<>();
    /** It in numbers; null while it is no group. */
    @Nullable
    public GroupTally tally;
    /** Whether it was enough hosts within a day. */
    public boolean held;
    /** Whether enough hosts with a life of their own were armed within a day: only these make an arming common. */
    public boolean common;
    /** Whether the fleet learnt that only when it looked last. */
    public boolean commonSinceNow;

    ConnectedComponent(SlidingWindow window, SlidingWindow living) {
        this.window = window;
        this.living = living;
    }

    void add(IdentityNode node) {
        nodes.add(node);
        window.add(node.member());
        if (node.member().ownLife()) {
            living.add(node.member());
        }
        arrived.add(node);
    }

    void remove(IdentityNode node) {
        nodes.remove(node);
        window.remove(node.member());
        if (node.member().ownLife()) {
            living.remove(node.member());
        }
        left.add(node);
    }

    /** The group; null when it is none. */
    @Nullable
    public FleetGroup group() {
        return groups.isEmpty() ? null : groups.get(0);
    }

    /** The fleet has looked. */
    public void settled() {
        arrived.clear();
        left.clear();
    }
}
