package io.github.shtinkering.fleet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members of whom each shares an identity with another one: a connected component of {@link Components}. What the fleet
 * concluded of it stands beside, as of when it looked last, and so does what came and went since.
 */
final class Component {
    final Set<Node> nodes = new LinkedHashSet<>();
    final Window window;
    /** Of the hosts with a life of their own. */
    final Window living;
    /** Who came since the fleet looked; whoever left again is in both. */
    final List<Node> arrived = new ArrayList<>();

    final List<Node> left = new ArrayList<>();
    /** The groups that were told of it; several when components that were told of have become one. */
    final List<FleetGroup> groups = new ArrayList<>();
    /** It in numbers; null while it is no group. */
    @Nullable
    Tally tally;
    /** Whether it was enough hosts within a day. */
    boolean held;
    /** Whether enough hosts with a life of their own were armed within a day: only these make an arming common. */
    boolean common;
    /** Whether the fleet learnt that only when it looked last. */
    boolean commonSinceNow;

    Component(Window window, Window living) {
        this.window = window;
        this.living = living;
    }

    void add(Node node) {
        nodes.add(node);
        window.add(node.member());
        if (node.member().ownLife()) {
            living.add(node.member());
        }
        arrived.add(node);
    }

    void remove(Node node) {
        nodes.remove(node);
        window.remove(node.member());
        if (node.member().ownLife()) {
            living.remove(node.member());
        }
        left.add(node);
    }

    /** The group; null when it is none. */
    @Nullable
    FleetGroup group() {
        return groups.isEmpty() ? null : groups.get(0);
    }

    /** The fleet has looked. */
    void settled() {
        arrived.clear();
        left.clear();
    }
}
