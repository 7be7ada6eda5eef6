package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.CommonTraits;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import io.github.shtinkering.detect.fleet.group.IdentityNode;
import io.github.shtinkering.detect.fleet.group.WriteBackMap;
import io.github.shtinkering.fact.FactId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups that were published under one key, and how each is found again: a group has one document for ever. */
final class GroupRegistry {
    /** Most groups of which no member is kept one by one; the oldest is forgotten, and its document stays as it is. */
    private static final int LIMIT = 10_000;

    private final Fingerprint.Kind kind;
    private final WriteBackMap<FleetGroup> groups = new WriteBackMap<>();
    private final SummaryIndex summaries = new SummaryIndex();
    /** Groups that are no more, by what their members had in common, the oldest first. */
    private final Map<String, TreeMap<Long, FleetGroup>> dissolved = new HashMap<>();
    /** Groups of which no member is kept one by one, the oldest first. */
    private final TreeMap<Long, FleetGroup> idle = new TreeMap<>();
    /** Groups that changed since this was asked last, and those that wait to be published. */
    private final Set<FleetGroup> touched = new LinkedHashSet<>();

    private final Set<FleetGroup> pending = new LinkedHashSet<>();

    GroupRegistry(Fingerprint.Kind kind) {
        this.kind = kind;
    }

    WriteBackMap<FleetGroup> writeBack() {
        return groups;
    }

    void load(FleetGroup kept) {
        FleetGroup group = kept.copy();
        groups.load(group.id, group);
        if (group.pending) {
            pending.add(group);
        }
        if (group.status != Campaign.Status.OPEN || group.summary != null) {
            idle.put(group.ordinal, group);
        }
        if (group.status == Campaign.Status.DISSOLVED) {
            remember(group);
        }
    }

    @Nullable
    FleetGroup get(String id) {
        return groups.get(id);
    }

    /** How many groups, and identities of those in numbers, are kept. */
    int size() {
        return groups.size() + summaries.size();
    }

    /** All of them, the oldest first. */
    List<FleetGroup> all() {
        return oldestFirst(groups.values());
    }

    void touch(FleetGroup group) {
        touched.add(group);
        groups.changed(group.id);
    }

    /** The groups that changed since this was asked last, the oldest first. */
    List<FleetGroup> touched() {
        List<FleetGroup> now = oldestFirst(touched);
        touched.clear();
        return now;
    }

    /** The groups of which there may be more to publish, the oldest first. */
    List<FleetGroup> pending() {
        return oldestFirst(pending);
    }

    boolean anyPending() {
        return !pending.isEmpty();
    }

    private static List<FleetGroup> oldestFirst(Collection<FleetGroup> of) {
        return of.stream()
                .sorted(Comparator.comparingLong(group -> group.ordinal))
                .toList();
    }

    void setPending(FleetGroup group, boolean isPending) {
        group.pending = isPending;
        groups.changed(group.id);
        if (isPending) {
            pending.add(group);
        } else {
            pending.remove(group);
        }
    }

    // ---- with members one by one -----------------------------------------------------------------------------------

    /**
     * The group of members that are one now: one that was theirs before, the one of that name, or a new one.
     *
     * @param least on how many hosts an identity lies that may name it: it hardly depends on who came first
     */
    FleetGroup open(Collection<IdentityNode> nodes, int least, FleetState state) {
        Map<String, Integer> hosts =
                CommonTraits.hosts(nodes.stream().map(IdentityNode::member).toList(), GroupMember::identities);
        FleetGroup group = dissolvedOf(hosts.keySet());
        if (group == null) {
            List<String> borne = CommonTraits.ofAtLeast(least, hosts);
            group = named(borne.isEmpty() ? CommonTraits.first(hosts).get(0) : borne.get(0), state);
        }
        forgetDissolved(group);
        idle.remove(group.ordinal);
        group.status = Campaign.Status.OPEN;
        group.mergedInto = null;
        touch(group);
        return group;
    }

    private @Nullable FleetGroup dissolvedOf(Collection<String> of) {
        FleetGroup oldest = null;
        for (String identity : of) {
            TreeMap<Long, FleetGroup> known = dissolved.get(identity);
            if (known != null && (oldest == null || known.firstKey() < oldest.ordinal)) {
                oldest = known.firstEntry().getValue();
            }
        }
        return oldest;
    }

    /** It may have become part of another one, and what joined them is refuted. */
    private FleetGroup named(String name, FleetState state) {
        String id = FactId.of("campaign", kind, name);
        FleetGroup known = groups.get(id);
        if (known != null && known.status != Campaign.Status.OPEN) {
            return known;
        }
        makeRoom();
        state.groups++;
        FleetGroup fresh = new FleetGroup();
        fresh.id = known == null ? id : FactId.of(id, state.groups);
        fresh.ordinal = state.groups;
        groups.put(fresh.id, fresh);
        return fresh;
    }

    private void makeRoom() {
        if (idle.size() >= LIMIT) {
            FleetGroup oldest = idle.pollFirstEntry().getValue();
            forgetDissolved(oldest);
            summaries.forget(oldest);
            groups.remove(oldest.id);
            touched.remove(oldest);
            pending.remove(oldest);
        }
    }

    /** Too few of its hosts are left. */
    void dissolve(FleetGroup group) {
        group.status = Campaign.Status.DISSOLVED;
        idle.put(group.ordinal, group);
        remember(group);
        touch(group);
    }

    private void remember(FleetGroup group) {
        group.identities.forEach(identity ->
                dissolved.computeIfAbsent(identity, i -> new TreeMap<>()).put(group.ordinal, group));
    }

    private void forgetDissolved(FleetGroup group) {
        for (String identity : group.identities) {
            dissolved.computeIfPresent(identity, (i, known) -> {
                known.remove(group.ordinal, group);
                return known.isEmpty() ? null : known;
            });
        }
    }

    /** Of groups that are one now the oldest takes over the others. */
    FleetGroup united(List<FleetGroup> several) {
        FleetGroup oldest = oldestFirst(several).get(0);
        for (FleetGroup group : several) {
            if (group != oldest) {
                merge(group, oldest);
            }
        }
        return oldest;
    }

    /** Makes one part of another one. */
    void merge(FleetGroup group, FleetGroup into) {
        group.status = Campaign.Status.MERGED;
        group.mergedInto = into.id;
        group.summary = null;
        idle.put(group.ordinal, group);
        touch(group);
        touch(into);
    }

    // ---- in numbers ------------------------------------------------------------------------------------------------

    /** By what the groups in numbers are found. */
    SummaryIndex summaries() {
        return summaries;
    }

    /** From now on a group is kept in numbers. */
    void summarise(FleetGroup group, GroupSummary summary) {
        group.summary = summary;
        idle.put(group.ordinal, group);
        touch(group);
    }

    /** The group in numbers that has one of these identities; several become one. Null when none has. */
    @Nullable
    FleetGroup inNumbersOf(List<String> identities) {
        Set<FleetGroup> found = new LinkedHashSet<>();
        for (String identity : identities) {
            String group = summaries.groupOf(identity);
            if (group != null) {
                found.add(Objects.requireNonNull(groups.get(group)));
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        FleetGroup oldest = oldestFirst(found).get(0);
        for (FleetGroup other : found) {
            if (other != oldest) {
                takeOver(other, oldest);
            }
        }
        return oldest;
    }

    private void takeOver(FleetGroup other, FleetGroup into) {
        into.inNumbers().addAll(other.inNumbers());
        merge(other, into);
        summaries.move(other, into);
    }
}
