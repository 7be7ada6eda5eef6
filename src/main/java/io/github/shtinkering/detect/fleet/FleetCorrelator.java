package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.group.AnswerCount;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.CommonTraits;
import io.github.shtinkering.detect.fleet.group.ConnectedComponent;
import io.github.shtinkering.detect.fleet.group.ConnectedComponents;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.GroupNumbers;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import io.github.shtinkering.detect.fleet.group.GroupTally;
import io.github.shtinkering.detect.fleet.group.IdentityNode;
import io.github.shtinkering.detect.fleet.group.WorkCounter;
import io.github.shtinkering.detect.fleet.group.WriteBackMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that bear one fingerprint (or, of actors, several that run into each other): who belongs together, and what
 * that means for each case. Knows nothing of Flink: notes in, standings and documents out; members and groups are kept by
 * whoever drains the {@link WriteBackMap}s.
 *
 * <p>Groups are a function of the members, so the order of arrival does not matter. They grow with each note, which costs
 * the same however many members there are; only the members whose own standing changes are looked at, and what a member
 * was joined to when it leaves. A group of more than {@link DistinctHosts#EXACT} hosts is kept as a {@link GroupSummary}.
 */
public final class FleetCorrelator {
    /** Most other hosts that a case of a campaign names. */
    private static final int PEERS = 10;

    /** Most members under one key that are in no crowd; those whose time is furthest back leave first. */
    static final int MEMBER_LIMIT = 20_000;

    private final Fingerprint.Kind kind;
    private final int needed;
    private final WorkCounter effort = new WorkCounter();
    private final WriteBackMap<IdentityNode> members = new WriteBackMap<>();
    private final TreeSet<IdentityNode> byAge = new TreeSet<>(IdentityNode.BY_AGE);
    private final GroupRegistry groups;
    private final ConnectedComponents components;
    /** Attempts of one actor by hash or path alone: where these are on enough hosts, the rubric has points. */
    private final ConnectedComponents proofs;
    /** Of a form of launch all answers are counted, also those that confirm an alert. */
    private final AnswerCount answers = new AnswerCount();
    /** Members that may have to be told something else than they were told last. */
    private final Set<IdentityNode> restless = new LinkedHashSet<>();

    /** Where the members of each open group are; groups in numbers are nowhere. */
    private final Map<String, ConnectedComponent> places = new HashMap<>();
    /** Members that this note put into a group in numbers. */
    private final Map<IdentityNode, FleetGroup> crowded = new HashMap<>();

    private FleetState state = new FleetState();

    /**
     * A fleet of which nothing is known.
     *
     * @param kind what the fingerprint is of
     * @param thresholds from how many hosts it means something
     */
    public FleetCorrelator(Fingerprint.Kind kind, FleetThresholds thresholds) {
        this.kind = kind;
        this.needed = thresholds.of(kind);
        this.groups = new GroupRegistry(kind);
        this.components = new ConnectedComponents(GroupMember::identities, needed, effort);
        this.proofs = new ConnectedComponents(this::proving, needed, effort);
    }

    private List<String> proving(GroupMember member) {
        return kind != Fingerprint.Kind.ACTOR
                ? List.of()
                : member.identities().stream()
                        .filter(identity -> !identity.startsWith(Fingerprint.PATTERN))
                        .toList();
    }

    /** Takes over what was kept: all of it, before the first note. */
    void load(Iterable<GroupMember> keptMembers, Iterable<FleetGroup> keptGroups) {
        keptGroups.forEach(groups::load);
        for (GroupMember member : keptMembers) {
            IdentityNode node = new IdentityNode(member);
            members.load(member.key(), node);
            add(node);
        }
        for (ConnectedComponent component : components.all()) {
            String told = component.nodes.iterator().next().member().toldCampaign();
            FleetGroup group = groups.get(told);
            if (group != null) {
                component.groups.add(group);
            }
        }
        settle();
        restless.clear();
        groups.touched();
    }

    /** Takes over an identity by which a group is found whose hosts are kept in numbers. */
    void load(String identity, FleetState.KnownIdentity known) {
        groups.load(identity, known);
    }

    /** How much is kept one by one. */
    int size() {
        return members.size() + groups.size();
    }

    /** How many members were looked at since the start. */
    long effort() {
        return effort.members();
    }

    /** Counts a host on which a form of launch was seen, with or without a case. */
    static void see(FleetState state, FleetNote note, long arrivalMillis) {
        if (note.kind() == Fingerprint.Kind.FORM && note.mark() != null) {
            note.mark().times().forEach(time -> state.sightings.add(note.host(), time, arrivalMillis));
        }
    }

    /**
     * Takes a note about a case; returns the answer to it, and to every case whose standing it changes.
     *
     * @param keyState what is kept under the key besides members and groups, changed in place
     * @param arrivalMillis when it arrived
     */
    public List<FleetAnswer> take(FleetState keyState, FleetNote note, long arrivalMillis) {
        state = keyState;
        see(state, note, arrivalMillis);
        IdentityNode known = members.get(GroupMember.key(note.host(), note.caseId()));
        if (known != null) {
            forget(known);
        }
        IdentityNode own = note.mark() == null ? null : enter(GroupMember.of(note, note.mark(), arrivalMillis), known);
        settle();
        if (own != null) {
            restless.add(own);
        }
        List<FleetAnswer> standings = new ArrayList<>();
        restless.forEach(node -> tell(node, node == own, standings));
        restless.clear();
        crowded.clear();
        return standings;
    }

    /** @param before the same case as it was */
    private IdentityNode enter(GroupMember member, @Nullable IdentityNode before) {
        if (before == null) {
            makeRoom();
        }
        IdentityNode own = new IdentityNode(
                before == null
                        ? member
                        : member.told(
                                before.member().toldCampaign(), before.member().toldCounts()));
        FleetGroup crowd = groups.crowdOf(member.identities());
        if (crowd != null && belongs(member)) {
            joinCrowd(own, crowd);
            return own;
        }
        members.put(member.key(), own);
        add(own);
        if (crowd != null) {
            GroupRegistry.crowd(crowd).answer(member);
            groups.touch(crowd);
        }
        return own;
    }

    private void makeRoom() {
        if (members.size() < MEMBER_LIMIT) {
            return;
        }
        long before = members.size();
        IdentityNode oldest = byAge.first();
        ConnectedComponent component = components.of(oldest);
        if (component == null || component.group() == null) {
            forget(oldest);
        } else {
            keepInNumbers(component); // what was told of a group stays true
        }
        state.evicted += before - members.size();
    }

    private void add(IdentityNode node) {
        byAge.add(node);
        effort.spend(1);
        if (kind == Fingerprint.Kind.FORM) {
            answers.add(node.member());
            answersChanged(node.member());
        }
        if (belongs(node.member())) {
            components.add(node);
            proofs.add(node);
        }
    }

    private void forget(IdentityNode node) {
        forgetMember(node);
        components.remove(node);
        proofs.remove(node);
    }

    private void forgetMember(IdentityNode node) {
        members.remove(node.member().key());
        byAge.remove(node);
        if (kind == Fingerprint.Kind.FORM) {
            answers.remove(node.member());
            answersChanged(node.member());
        }
    }

    private void answersChanged(GroupMember member) {
        ConnectedComponent component = components.of(member.identities().get(0));
        FleetGroup group = component == null ? null : component.group();
        if (group != null) {
            groups.touch(group);
        }
    }

    // ---- groups ----------------------------------------------------------------------------------------------------

    /** Who counts for the group: of a crash, only those with alerts that the evidence does not confirm, and no stage. */
    private boolean belongs(GroupMember member) {
        boolean onlyAlerted = member.answer() != null
                && member.answer() != VendorAnswer.CONFIRMS
                && member.stages().isEmpty();
        return kind != Fingerprint.Kind.FORM || onlyAlerted;
    }

    /** Draws the conclusions from who came and who went. */
    private void settle() {
        proofs.touched().forEach(this::settleProof);
        components.touched().forEach(this::settleGroup);
    }

    private void settleProof(ConnectedComponent proof) {
        boolean holds = proof.window.holds();
        for (IdentityNode node : List.copyOf(holds == proof.held ? proof.arrived : proof.nodes)) {
            restless(node);
            ConnectedComponent component = components.of(node);
            if (component != null && component.tally != null) {
                component.tally.rescore(
                        node, holds ? node.member().score() : node.member().alone());
            }
        }
        proof.held = holds;
        proof.settled();
    }

    private void settleGroup(ConnectedComponent component) {
        if (component.nodes.isEmpty() || !component.window.holds()) {
            (component.groups.isEmpty() ? component.arrived : component.nodes).forEach(this::restless);
            component.groups.forEach(groups::dissolve);
            component.groups.forEach(group -> places.remove(group.id));
            component.groups.clear();
            component.tally = null;
            component.common = false;
        } else {
            FleetGroup before = component.group();
            boolean wasConfirmed = component.tally != null && component.tally.confirmed();
            GroupTally tally = count(component);
            FleetGroup group = group(component);
            boolean wasCommon = component.common;
            component.common = component.living.holds();
            component.commonSinceNow = component.common && !wasCommon;
            boolean same = group == before && wasConfirmed == tally.confirmed() && wasCommon == component.common;
            (same ? component.arrived : component.nodes).forEach(this::restless);
            groups.touch(group);
            if (tally.hostCount() > DistinctHosts.EXACT) {
                keepInNumbers(component);
            }
        }
        component.settled();
    }

    private GroupTally count(ConnectedComponent component) {
        GroupTally tally = component.tally;
        if (tally == null) {
            boolean form = kind == Fingerprint.Kind.FORM;
            GroupTally fresh = new GroupTally(component.window, form ? answers : new AnswerCount(), !form);
            component.nodes.forEach(node -> fresh.add(node, score(node)));
            effort.spend(component.nodes.size());
            component.tally = fresh;
            return fresh;
        }
        component.left.forEach(tally::remove);
        for (IdentityNode node : component.arrived) {
            if (component.nodes.contains(node)) {
                tally.add(node, score(node));
            }
        }
        return tally;
    }

    private FleetGroup group(ConnectedComponent component) {
        FleetGroup group = component.groups.isEmpty()
                ? groups.open(component.nodes, needed, state)
                : groups.united(component.groups);
        component.groups.forEach(other -> places.remove(other.id));
        component.groups.clear();
        component.groups.add(group);
        places.put(group.id, component);
        return group;
    }

    private void restless(IdentityNode node) {
        effort.spend(1);
        restless.add(node);
    }

    private boolean isProven(IdentityNode node) {
        ConnectedComponent proof = proofs.of(node);
        return proof != null && proof.held;
    }

    /** So many hosts have one actor; but an arming is common only by those that have a life of their own. */
    private boolean isProven(GroupSummary crowd) {
        return kind == Fingerprint.Kind.ARMING ? crowd.living.count() >= needed : crowd.hosts.estimated();
    }

    private int score(IdentityNode node) {
        return kind != Fingerprint.Kind.ACTOR || isProven(node)
                ? node.member().score()
                : node.member().alone();
    }

    // ---- in numbers ------------------------------------------------------------------------------------------------

    private void keepInNumbers(ConnectedComponent component) {
        FleetGroup group = Objects.requireNonNull(component.group());
        boolean many = Objects.requireNonNull(component.tally).hostCount() > DistinctHosts.EXACT;
        GroupSummary crowd =
                GroupSummary.of(component.nodes, many ? node -> node.member().score() : this::score);
        crowd.proven = isProven(crowd) || component.nodes.stream().anyMatch(this::isProven);
        Collections.sort(crowd.handles);
        answers.countIn(crowd);
        groups.keepInNumbers(group, crowd);
        places.remove(group.id);
        List<GroupMember> kept =
                component.nodes.stream().map(IdentityNode::member).toList();
        for (String identity : CommonTraits.first(CommonTraits.hosts(kept, GroupMember::identities))) {
            components
                    .bearing(identity)
                    .forEach(
                            node -> groups.findBy(group, identity, node.member().host()));
        }
        component.groups.clear();
        component.tally = null;
        leave(component, group);
    }

    /** The members of a component are not kept one by one any more, but in a group. */
    private void leave(ConnectedComponent component, FleetGroup group) {
        Set<ConnectedComponent> proving = new LinkedHashSet<>();
        for (IdentityNode node : component.nodes) {
            restless(node);
            crowded.put(node, group);
            forgetMember(node);
            ConnectedComponent proof = proofs.of(node);
            if (proof != null) {
                proving.add(proof);
            }
        }
        components.removeAll(component);
        proving.forEach(proofs::removeAll);
    }

    /** Takes a member in, whoever shares an identity with it, and then whoever shares one with those. */
    private void joinCrowd(IdentityNode own, FleetGroup group) {
        crowded.put(own, group);
        ArrayDeque<GroupMember> joining = new ArrayDeque<>(List.of(own.member()));
        while (!joining.isEmpty()) {
            GroupMember member = joining.remove();
            GroupSummary crowd = GroupRegistry.crowd(group);
            crowd.add(member, kind != Fingerprint.Kind.ACTOR || crowd.proven ? member.score() : member.alone());
            crowd.proven |= isProven(crowd);
            for (String identity : member.identities()) {
                if (groups.findBy(group, identity, member.host())) {
                    ConnectedComponent component = components.of(identity);
                    if (component != null) {
                        component.nodes.forEach(node -> joining.add(node.member()));
                        component.groups.forEach(other -> groups.merge(other, group));
                        component.groups.forEach(other -> places.remove(other.id));
                        component.groups.clear();
                        leave(component, group);
                    }
                }
            }
        }
        groups.touch(group);
    }

    // ---- answers ---------------------------------------------------------------------------------------------------

    private void tell(IdentityNode node, boolean own, List<FleetAnswer> standings) {
        GroupMember member = node.member();
        ConnectedComponent component = components.of(node);
        FleetGroup group = crowded.containsKey(node) ? crowded.get(node) : component == null ? null : component.group();
        GroupNumbers numbers =
                group == null ? null : group.crowd == null ? Objects.requireNonNull(component).tally : group.crowd;
        String campaign = group == null ? "" : group.id;
        boolean counts = numbers != null && counts(node, group, numbers);
        boolean same = campaign.equals(member.toldCampaign());
        if (own || !same || counts != member.toldCounts()) {
            boolean commonSinceNow = component != null && component.commonSinceNow;
            boolean later = !own && same && kind != Fingerprint.Kind.ACTOR && !commonSinceNow;
            standings.add(standing(member, group, numbers, counts, later));
            node.told(campaign, counts);
            if (members.get(member.key()) == node) {
                members.changed(member.key());
            }
        }
    }

    /**
     * A campaign counts for each case of an actor who is proven to be one; those that only its pattern joins are shown with
     * it, because the rubric has points for a hash or a full path. In a crowd everybody counts. Being common counts where
     * the rubric says so, and enough of those who bear it have a life of their own, until one is used.
     */
    private boolean counts(IdentityNode node, FleetGroup group, GroupNumbers numbers) {
        return switch (kind) {
            case ACTOR -> group.crowd == null ? isProven(node) : group.crowd.proven;
            case ARMING -> node.member().eligible() && !numbers.confirmed() && isCommon(node, group);
            case FORM -> false;
        };
    }

    private boolean isCommon(IdentityNode node, FleetGroup group) {
        ConnectedComponent component = components.of(node);
        return group.crowd != null ? group.crowd.proven : component != null && component.common;
    }

    /** @param atNextRecord one attack must not be a thousand news; an actor proven is news */
    private FleetAnswer standing(
            GroupMember member,
            @Nullable FleetGroup group,
            @Nullable GroupNumbers numbers,
            boolean counts,
            boolean atNextRecord) {
        DistinctHosts.Estimate hosts = numbers == null ? new DistinctHosts.Estimate(1, null) : numbers.hostEstimate();
        long since = numbers == null ? Collections.min(member.times()) : numbers.firstMillis();
        long sameAnswer = 0;
        long answered = 0;
        if (kind == Fingerprint.Kind.FORM) {
            hosts = state.sightings.all().estimate();
            since = state.sightings.sinceMillis();
            FleetGroup crowd = groups.crowdOf(member.identities());
            sameAnswer = member.answer() == null
                    ? 0
                    : crowd == null
                            ? answers.count(member.answer())
                            : GroupRegistry.crowd(crowd).answered(member.answer());
            answered =
                    crowd == null ? answers.count() : GroupRegistry.crowd(crowd).answered();
        }
        return new FleetAnswer(
                member.host(),
                member.caseId(),
                member.sequence(),
                kind,
                group == null ? null : group.id,
                counts,
                atNextRecord,
                hosts.count(),
                hosts.error(),
                since,
                sameAnswer,
                answered,
                0,
                null,
                peers(member, numbers));
    }

    /** Other hosts of a campaign: whoever reads one of its cases should know where to look next. */
    private List<String> peers(GroupMember member, @Nullable GroupNumbers numbers) {
        return kind != Fingerprint.Kind.ACTOR || numbers == null
                ? List.of()
                : numbers.firstHosts(PEERS + 1).stream()
                        .filter(name -> !name.equals(member.host()) && !name.equals(member.hostName()))
                        .limit(PEERS)
                        .toList();
    }

    // ---- documents -------------------------------------------------------------------------------------------------

    /**
     * What is new.
     *
     * @param campaigns revisions to be told
     * @param waiting whether counts have grown that are told later
     */
    public record News(List<Campaign> campaigns, boolean waiting) {}

    /**
     * The documents of the groups that changed with the last notes, where a reader must hear of it at once.
     *
     * @param nowMillis the clock of emission
     */
    public News news(long nowMillis) {
        List<Campaign> campaigns = new ArrayList<>();
        for (FleetGroup group : groups.touched()) {
            if (CampaignDraft.news(group, numbers(group)).equals(group.news)) {
                groups.setWaits(group, true);
            } else {
                campaigns.add(revision(group, draft(group), nowMillis));
            }
        }
        return new News(campaigns, groups.anyWaiting());
    }

    /**
     * The documents of all groups of which more is known than was told.
     *
     * @param keyState what is kept under the key besides members and groups
     * @param nowMillis the clock of emission
     */
    public List<Campaign> waiting(FleetState keyState, long nowMillis) {
        state = keyState;
        List<Campaign> campaigns = new ArrayList<>();
        for (FleetGroup group : kind == Fingerprint.Kind.FORM ? groups.all() : groups.waiting()) {
            CampaignDraft draft = draft(group);
            if (draft.all().equals(group.told)) {
                groups.setWaits(group, false);
            } else {
                campaigns.add(revision(group, draft, nowMillis));
            }
        }
        return campaigns;
    }

    private @Nullable GroupNumbers numbers(FleetGroup group) {
        ConnectedComponent component = places.get(group.id);
        return component == null ? group.crowd : component.tally;
    }

    private CampaignDraft draft(FleetGroup group) {
        ConnectedComponent component = places.get(group.id);
        GroupSummary picture = group.crowd;
        if (component != null) {
            picture = GroupSummary.of(component.nodes, this::score);
            picture.proven = component.common;
            answers.countIn(picture);
            effort.spend(component.nodes.size());
        }
        if (picture != null) {
            group.identities = picture.identities;
        }
        return new CampaignDraft(kind, group, picture, state.sightings);
    }

    private Campaign revision(FleetGroup group, CampaignDraft draft, long nowMillis) {
        group.revision++;
        group.version = Math.max(nowMillis, group.version + 1);
        group.news = CampaignDraft.news(group, numbers(group));
        group.told = draft.all();
        groups.setWaits(group, false);
        return draft.revision(nowMillis);
    }

    // ---- what is kept ----------------------------------------------------------------------------------------------

    /** Hands on what changed since. */
    void drainTo(
            WriteBackMap.Keeper<GroupMember> memberKeeper,
            WriteBackMap.Keeper<FleetGroup> groupKeeper,
            WriteBackMap.Keeper<FleetState.KnownIdentity> identityKeeper)
            throws Exception {
        members.drainTo((key, node) -> memberKeeper.keep(key, node == null ? null : node.member()));
        groups.journal().drainTo((id, group) -> groupKeeper.keep(id, group == null ? null : group.copy()));
        groups.identityJournal().drainTo(identityKeeper);
    }
}
