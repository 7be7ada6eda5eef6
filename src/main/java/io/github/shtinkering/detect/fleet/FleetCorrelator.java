package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.ConnectedComponent;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import io.github.shtinkering.detect.fleet.group.IdentityNode;
import io.github.shtinkering.detect.fleet.group.WriteBackMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that bear one fingerprint (or, of actors, several that run into each other): who belongs together, and what
 * that means for each case. Knows nothing of Flink: notes in, answers and documents out; members and groups are kept by
 * whoever drains the {@link WriteBackMap}s.
 *
 * <p>Groups are a function of the members, so the order of arrival does not matter. They grow with each note, which costs
 * the same however many members there are; only the members whose own answer changes are looked at, and what a member
 * was joined to when it leaves. A group of more than {@link DistinctHosts#EXACT} hosts is kept as a {@link GroupSummary}.
 */
public final class FleetCorrelator {
    private final GroupRegistry groups;
    private final FleetMembers members;
    private final GroupSettlement settlement;
    private final AnswerComposer answers;
    private final CampaignPublisher publisher;
    private FleetState state = new FleetState();

    /**
     * A fleet of which nothing is known.
     *
     * @param kind what the fingerprint is of
     * @param thresholds from how many hosts it means something
     */
    public FleetCorrelator(Fingerprint.Kind kind, FleetThresholds thresholds) {
        int needed = thresholds.of(kind);
        this.groups = new GroupRegistry(kind);
        this.members = new FleetMembers(kind, needed, groups::touch);
        this.settlement = new GroupSettlement(kind, needed, members, groups);
        this.answers = new AnswerComposer(kind, members, groups, settlement);
        this.publisher = new CampaignPublisher(kind, members, groups, settlement);
    }

    // ---- what is kept ----------------------------------------------------------------------------------------------

    /** Takes over an identity by which a group is found whose hosts are kept in numbers. */
    void load(String identity, FleetState.KnownIdentity known) {
        groups.summaries().load(identity, known);
    }

    /** Takes over what was kept: all of it, before the first note. */
    void load(Iterable<GroupMember> keptMembers, Iterable<FleetGroup> keptGroups) {
        keptGroups.forEach(groups::load);
        keptMembers.forEach(members::load);
        settlement.reunite();
        settlement.settle(state);
        settlement.answered();
        groups.touched();
    }

    /** Hands on what changed since. */
    void drainTo(
            WriteBackMap.Keeper<GroupMember> memberKeeper,
            WriteBackMap.Keeper<FleetGroup> groupKeeper,
            WriteBackMap.Keeper<FleetState.KnownIdentity> identityKeeper)
            throws Exception {
        members.writeBack().drainTo((key, node) -> memberKeeper.keep(key, node == null ? null : node.member()));
        groups.writeBack().drainTo((id, group) -> groupKeeper.keep(id, group == null ? null : group.copy()));
        groups.summaries().writeBack().drainTo(identityKeeper);
    }

    /** How much is kept one by one. */
    int size() {
        return members.size() + groups.size();
    }

    /** How many members were looked at since the start. */
    long effort() {
        return members.effort().members();
    }

    // ---- notes and answers -----------------------------------------------------------------------------------------

    /** Counts a host on which a form of launch was seen, with or without a case. */
    static void see(FleetState state, FleetNote note, long arrivalMillis) {
        if (note.kind() == Fingerprint.Kind.FORM && note.fingerprint() != null) {
            note.fingerprint().times().forEach(time -> state.sightings.add(note.host(), time, arrivalMillis));
        }
    }

    /**
     * Takes a note about a case; returns the answer to it, and to every case whose own answer changes by it.
     *
     * @param keyState what is kept under the key besides members and groups, changed in place
     * @param arrivalMillis when it arrived
     */
    public List<FleetAnswer> take(FleetState keyState, FleetNote note, long arrivalMillis) {
        state = keyState;
        see(state, note, arrivalMillis);
        IdentityNode before = members.before(note);
        if (before != null) {
            members.remove(before);
        }
        IdentityNode own = note.fingerprint() == null
                ? null
                : enter(GroupMember.of(note, note.fingerprint(), arrivalMillis), before);
        settlement.settle(state);
        if (own != null) {
            settlement.changed(own);
        }
        return answers(own);
    }

    private List<FleetAnswer> answers(@Nullable IdentityNode asked) {
        List<FleetAnswer> changed = new ArrayList<>();
        for (IdentityNode node : settlement.changed()) {
            FleetAnswer answer = answers.answer(node, node == asked, state);
            if (answer != null) {
                changed.add(answer);
            }
        }
        settlement.answered();
        return changed;
    }

    /** @param before the same case as it was */
    private IdentityNode enter(GroupMember member, @Nullable IdentityNode before) {
        if (before == null) {
            makeRoom();
        }
        IdentityNode own = new IdentityNode(before == null ? member : member.answeredAs(before.member()));
        FleetGroup inNumbers = groups.inNumbersOf(member.identities());
        if (inNumbers != null && members.belongs(member)) {
            settlement.join(own, inNumbers);
            return own;
        }
        members.add(own);
        if (inNumbers != null) {
            inNumbers.inNumbers().answer(member);
            groups.touch(inNumbers);
        }
        return own;
    }

    private void makeRoom() {
        if (!members.isFull()) {
            return;
        }
        long before = members.size();
        IdentityNode oldest = members.oldest();
        ConnectedComponent component = members.components().of(oldest);
        if (component == null || component.group() == null) {
            members.remove(oldest);
        } else {
            settlement.summarise(component); // what was published of a group stays true
        }
        state.evicted += before - members.size();
    }

    // ---- documents -------------------------------------------------------------------------------------------------

    /**
     * What is to be published after a note.
     *
     * @param campaigns revisions that are due
     * @param pending whether counts have grown that are published later
     */
    public record DueCampaigns(List<Campaign> campaigns, boolean pending) {}

    /**
     * The documents of the groups that changed with the last notes, where a reader must hear of it at once.
     *
     * @param nowMillis the clock of emission
     */
    public DueCampaigns due(long nowMillis) {
        List<Campaign> campaigns = publisher.urgent(state, nowMillis);
        return new DueCampaigns(campaigns, groups.anyPending());
    }

    /**
     * The documents of all groups of which more is known than was published.
     *
     * @param keyState what is kept under the key besides members and groups
     * @param nowMillis the clock of emission
     */
    public List<Campaign> pending(FleetState keyState, long nowMillis) {
        state = keyState;
        return publisher.pending(state, nowMillis);
    }
}
