package io.github.shtinkering.detect.fleet.group;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Members that belong together: those that share an identity, and those that share one with one of them. A host that
 * shows a program's path, one that shows its hash, and one that shows both, are one component.
 *
 * <p>Kept as members come and go. Who comes joins the components of its identities, the smaller ones into the largest. Who
 * goes is looked at in its own component only: whether what it joined is still joined without it.
 */
public final class ConnectedComponents {
    private final Function<GroupMember, List<String>> joins;
    private final int needed;
    private final WorkCounter effort;
    private final Map<String, Set<IdentityNode>> bearers = new HashMap<>();
    private final Map<IdentityNode, ConnectedComponent> components = new HashMap<>();
    private final Set<ConnectedComponent> touched = new LinkedHashSet<>();

    /**
     * @param joins the identities by which a member joins others
     * @param needed how many hosts within a day are a group
     */
    public ConnectedComponents(Function<GroupMember, List<String>> joins, int needed, WorkCounter effort) {
        this.joins = joins;
        this.needed = needed;
        this.effort = effort;
    }

    /** Where a member is; null when it has nothing by which it could join others. */
    @Nullable
    public ConnectedComponent of(IdentityNode node) {
        return components.get(node);
    }

    /** Where those are who bear an identity; null when nobody does. */
    @Nullable
    public ConnectedComponent of(String identity) {
        Set<IdentityNode> nodes = bearers.get(identity);
        return nodes == null ? null : components.get(nodes.iterator().next());
    }

    /** Who bears an identity. */
    public Set<IdentityNode> bearing(String identity) {
        return bearers.getOrDefault(identity, Set.of());
    }

    /** All of them. */
    public Collection<ConnectedComponent> all() {
        return new LinkedHashSet<>(components.values());
    }

    /** The components that changed since this was asked last; emptied ones, too. */
    public List<ConnectedComponent> touched() {
        List<ConnectedComponent> now = List.copyOf(touched);
        touched.clear();
        return now;
    }

    public void add(IdentityNode node) {
        List<String> identities = joins.apply(node.member());
        if (identities.isEmpty()) {
            return;
        }
        Set<ConnectedComponent> joined = new LinkedHashSet<>();
        for (String identity : identities) {
            ConnectedComponent known = of(identity);
            if (known != null) {
                joined.add(known);
            }
        }
        ConnectedComponent component = union(joined);
        for (String identity : identities) {
            bearers.computeIfAbsent(identity, i -> new LinkedHashSet<>(2)).add(node);
        }
        place(node, component);
    }

    private ConnectedComponent component() {
        return new ConnectedComponent(new SlidingWindow(needed, effort), new SlidingWindow(needed, effort));
    }

    private ConnectedComponent union(Set<ConnectedComponent> joined) {
        ConnectedComponent largest = null;
        for (ConnectedComponent component : joined) {
            largest = largest == null || component.nodes.size() > largest.nodes.size() ? component : largest;
        }
        ConnectedComponent all = largest == null ? component() : largest;
        for (ConnectedComponent other : joined) {
            if (other != all) {
                List.copyOf(other.nodes).forEach(node -> move(node, other, all));
                all.groups.addAll(other.groups);
                other.groups.clear();
            }
        }
        return all;
    }

    private void place(IdentityNode node, ConnectedComponent component) {
        component.add(node);
        components.put(node, component);
        touched.add(component);
        effort.spend(1);
    }

    private void move(IdentityNode node, ConnectedComponent from, ConnectedComponent to) {
        from.remove(node);
        touched.add(from);
        place(node, to);
    }

    public void remove(IdentityNode node) {
        ConnectedComponent component = components.remove(node);
        if (component == null) {
            return;
        }
        component.remove(node);
        touched.add(component);
        effort.spend(1);
        Set<String> shared = new LinkedHashSet<>();
        for (String identity : joins.apply(node.member())) {
            Set<IdentityNode> others = bearers.get(identity);
            others.remove(node);
            if (others.isEmpty()) {
                bearers.remove(identity);
            } else {
                shared.add(identity);
            }
        }
        ConnectedComponent rest = component;
        while (shared.size() > 1) {
            rest = partUnlessJoined(shared, rest);
        }
    }

    /**
     * Takes the first of the identities, and what it reaches, from the set; what it does not reach becomes a component of
     * its own. Returns the one in which those are that are left.
     */
    private ConnectedComponent partUnlessJoined(Set<String> shared, ConnectedComponent component) {
        Set<IdentityNode> reached = reached(shared.iterator().next(), shared);
        if (shared.isEmpty()) {
            return component;
        }
        ConnectedComponent part = component();
        if (leaves(reached, component)) {
            reached.forEach(node -> move(node, component, part));
            return component;
        }
        Set<IdentityNode> rest = new LinkedHashSet<>(component.nodes);
        rest.removeAll(reached);
        rest.forEach(node -> move(node, component, part));
        return part;
    }

    /** The larger part stays what it was; of equal ones the one with whom is furthest back, whoever came first. */
    private static boolean leaves(Set<IdentityNode> part, ConnectedComponent component) {
        int all = component.nodes.size();
        return 2 * part.size() < all
                || 2 * part.size() == all
                        && !part.contains(component.nodes.stream()
                                .min(IdentityNode.BY_AGE)
                                .orElseThrow());
    }

    /** Who is joined to an identity, as far as it is needed to know which of the others are; these leave the set. */
    private Set<IdentityNode> reached(String start, Set<String> others) {
        others.remove(start);
        Set<IdentityNode> reached = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(start));
        ArrayDeque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (IdentityNode node : bearers.get(open.remove())) {
                if (others.isEmpty()) {
                    return reached;
                }
                if (reached.add(node)) {
                    effort.spend(1);
                    for (String identity : joins.apply(node.member())) {
                        if (seen.add(identity)) {
                            others.remove(identity);
                            open.add(identity);
                        }
                    }
                }
            }
        }
        return reached;
    }

    /** Takes out a whole component. */
    public void removeAll(ConnectedComponent component) {
        for (IdentityNode node : List.copyOf(component.nodes)) {
            components.remove(node);
            component.remove(node);
            effort.spend(1);
            for (String identity : joins.apply(node.member())) {
                Set<IdentityNode> others = bearers.get(identity);
                others.remove(node);
                if (others.isEmpty()) {
                    bearers.remove(identity);
                }
            }
        }
        touched.add(component);
    }
}
