package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.group.AnswerCount;
import io.github.shtinkering.detect.fleet.group.CommonTraits;
import io.github.shtinkering.detect.fleet.group.ConnectedComponent;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.GroupNumbers;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import io.github.shtinkering.detect.fleet.group.GroupTally;
import io.github.shtinkering.detect.fleet.group.IdentityNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which members are a group: opens, unites and dissolves groups as members come and go, and keeps those of too many hosts
 * in numbers.
 */
final class GroupSettlement {
    private final Fingerprint.Kind kind;
    private final int needed;
    private final FleetMembers members;
    private final GroupRegistry groups;
    /** Where the members of each open group are; groups in numbers are nowhere. */
    private final Map<String, ConnectedComponent> places = new HashMap<>();
    /** Members whose answer may have changed since it was looked at. */
    private final Set<IdentityNode> changed = new LinkedHashSet<>();
    /** Members that came into a group in numbers since. */
    private final Map<IdentityNode, FleetGroup> summarised = new HashMap<>();

    /** @param needed how many hosts are a group */
    GroupSettlement(Fingerprint.Kind kind, int needed, FleetMembers members, GroupRegistry groups) {
        this.kind = kind;
        this.needed = needed;
        this.members = members;
        this.groups = groups;
    }

    /** Gives each component the group that was answered to its members last. Before the first {@link #settle}. */
    void reunite() {
        for (ConnectedComponent component : members.components().all()) {
            String answered = component.nodes.iterator().next().member().answeredCampaign();
            FleetGroup group = groups.get(answered);
            if (group != null) {
                component.groups.add(group);
            }
        }
    }

    // ---- what came of it -------------------------------------------------------------------------------------------

    /** Members whose answer may have changed, in order. */
    List<IdentityNode> changed() {
        return List.copyOf(changed);
    }

    void changed(IdentityNode node) {
        changed.add(node);
    }

    /** Every answer was looked at. */
    void answered() {
        changed.clear();
        summarised.clear();
    }

    /** The group of a member; null when it has none. */
    @Nullable
    FleetGroup groupOf(IdentityNode node) {
        FleetGroup inNumbers = summarised.get(node);
        ConnectedComponent component = members.components().of(node);
        return inNumbers != null ? inNumbers : component == null ? null : component.group();
    }

    /** Where the members of a group are; null for one in numbers, and one that is no more. */
    @Nullable
    ConnectedComponent placeOf(FleetGroup group) {
        return places.get(group.id);
    }

    /** Null when the group is no more. */
    @Nullable
    GroupNumbers numbers(FleetGroup group) {
        ConnectedComponent component = places.get(group.id);
        return component == null ? group.summary : component.tally;
    }

    // ---- one by one ------------------------------------------------------------------------------------------------

    /** Draws the conclusions from who came and who went. */
    void settle(FleetState state) {
        members.proofs().touched().forEach(this::settleProof);
        members.components().touched().forEach(component -> settle(component, state));
    }

    private void settleProof(ConnectedComponent proof) {
        boolean holds = proof.window.holds();
        for (IdentityNode node : List.copyOf(holds == proof.held ? proof.arrived : proof.nodes)) {
            lookAt(node);
            ConnectedComponent component = members.components().of(node);
            if (component != null && component.tally != null) {
                GroupMember member = node.member();
                component.tally.rescore(node, holds ? member.score() : member.alone());
            }
        }
        proof.held = holds;
        proof.settled();
    }

    private void settle(ConnectedComponent component, FleetState state) {
        if (component.nodes.isEmpty() || !component.window.holds()) {
            dissolve(component);
        } else {
            bringUpToDate(component, state);
        }
        component.settled();
    }

    private void dissolve(ConnectedComponent component) {
        lookAt(component.groups.isEmpty() ? component.arrived : component.nodes);
        component.groups.forEach(groups::dissolve);
        component.groups.forEach(group -> places.remove(group.id));
        component.groups.clear();
        component.tally = null;
        component.common = false;
    }

    private void bringUpToDate(ConnectedComponent component, FleetState state) {
        FleetGroup before = component.group();
        boolean wasConfirmed = component.tally != null && component.tally.confirmed();
        boolean wasCommon = component.common;
        GroupTally tally = count(component);
        FleetGroup group = group(component, state);
        component.common = component.living.holds();
        component.commonSinceNow = component.common && !wasCommon;
        boolean same = group == before && wasConfirmed == tally.confirmed() && wasCommon == component.common;
        lookAt(same ? component.arrived : component.nodes);
        groups.touch(group);
        if (tally.hostCount() > DistinctHosts.EXACT) {
            summarise(component);
        }
    }

    private GroupTally count(ConnectedComponent component) {
        GroupTally tally = component.tally;
        if (tally == null) {
            return countAll(component);
        }
        component.left.forEach(tally::remove);
        for (IdentityNode node : component.arrived) {
            if (component.nodes.contains(node)) {
                tally.add(node, members.score(node));
            }
        }
        return tally;
    }

    private GroupTally countAll(ConnectedComponent component) {
        boolean form = kind == Fingerprint.Kind.FORM;
        GroupTally tally = new GroupTally(component.window, form ? members.answers() : new AnswerCount(), !form);
        component.nodes.forEach(node -> tally.add(node, members.score(node)));
        members.effort().spend(component.nodes.size());
        component.tally = tally;
        return tally;
    }

    private FleetGroup group(ConnectedComponent component, FleetState state) {
        FleetGroup group = component.groups.isEmpty()
                ? groups.open(component.nodes, needed, state)
                : groups.united(component.groups);
        component.groups.forEach(other -> places.remove(other.id));
        component.groups.clear();
        component.groups.add(group);
        places.put(group.id, component);
        return group;
    }

    private void lookAt(Collection<IdentityNode> nodes) {
        nodes.forEach(this::lookAt);
    }

    private void lookAt(IdentityNode node) {
        members.effort().spend(1);
        changed.add(node);
    }

    // ---- in numbers ------------------------------------------------------------------------------------------------

    /** From now on the members of a group are kept in numbers. */
    void summarise(ConnectedComponent component) {
        FleetGroup group = Objects.requireNonNull(component.group());
        groups.summarise(group, summary(component));
        places.remove(group.id);
        List<GroupMember> kept =
                component.nodes.stream().map(IdentityNode::member).toList();
        for (String identity : CommonTraits.first(CommonTraits.hosts(kept, GroupMember::identities))) {
            for (IdentityNode node : members.components().bearing(identity)) {
                groups.summaries().add(group, identity, node.member().host());
            }
        }
        component.groups.clear();
        component.tally = null;
        leave(component, group);
    }

    private GroupSummary summary(ConnectedComponent component) {
        boolean many = Objects.requireNonNull(component.tally).hostCount() > DistinctHosts.EXACT;
        GroupSummary summary =
                GroupSummary.of(component.nodes, many ? node -> node.member().score() : members::score);
        summary.proven = members.isProven(summary) || component.nodes.stream().anyMatch(members::isProven);
        Collections.sort(summary.handles);
        members.answers().countIn(summary);
        return summary;
    }

    private void leave(ConnectedComponent component, FleetGroup group) {
        for (IdentityNode node : component.nodes) {
            lookAt(node);
            summarised.put(node, group);
        }
        members.removeAll(component);
    }

    /** Takes a member in, whoever shares an identity with it, and then whoever shares one with those. */
    void join(IdentityNode own, FleetGroup group) {
        summarised.put(own, group);
        ArrayDeque<GroupMember> joining = new ArrayDeque<>(List.of(own.member()));
        while (!joining.isEmpty()) {
            GroupMember member = joining.remove();
            GroupSummary summary = group.inNumbers();
            summary.add(member, members.score(member, summary));
            summary.proven |= members.isProven(summary);
            for (String identity : member.identities()) {
                if (groups.summaries().add(group, identity, member.host())) {
                    joining.addAll(takeOver(members.components().of(identity), group));
                }
            }
        }
        groups.touch(group);
    }

    /** Makes a component part of a group in numbers; returns who was in it. */
    private List<GroupMember> takeOver(@Nullable ConnectedComponent component, FleetGroup into) {
        if (component == null) {
            return List.of();
        }
        List<GroupMember> joining = new ArrayList<>();
        component.nodes.forEach(node -> joining.add(node.member()));
        component.groups.forEach(other -> groups.merge(other, into));
        component.groups.forEach(other -> places.remove(other.id));
        component.groups.clear();
        leave(component, into);
        return joining;
    }
}
