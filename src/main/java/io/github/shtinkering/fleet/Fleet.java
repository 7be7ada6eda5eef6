package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.casebook.VendorAnswer;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fleet.FleetState.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that bear one fingerprint (or, of actors, several that run into each other): who belongs together, and what
 * that means for each case. Knows nothing of Flink: state and a note in, standings and documents out.
 *
 * <p>Groups are a function of the members, so the order of arrival does not matter: they are computed anew whenever a member
 * comes, changes or goes, unless it can only join what is there. A group of more than {@link HostCount#EXACT} hosts is kept
 * as a {@link Crowd}.
 */
public final class Fleet {
    /** Most members under one key that are in no crowd; those whose time is furthest back leave first. */
    static final int MEMBER_LIMIT = 20_000;
    /** Most identities by which a group is found again. */
    private static final int IDENTITY_LIMIT = 64;

    private final FleetMark.Kind kind;
    private final FleetState state;
    private final int needed;
    private final Map<Member, Group> groups = new HashMap<>();
    private final Map<Group, Crowd> pictures = new HashMap<>();
    /** Attempts of one actor by hash or path alone on enough hosts: for these the rubric has points. */
    private final Set<Member> proven = new HashSet<>();
    /** Whether the groups were computed at all; and whether somebody joined one since. */
    private boolean computed;

    private boolean joined;

    /**
     * @param kind what the fingerprint is of
     * @param state what is kept under the key, changed in place
     * @param thresholds from how many hosts it means something
     */
    public Fleet(FleetMark.Kind kind, FleetState state, FleetThresholds thresholds) {
        this.kind = kind;
        this.state = state;
        this.needed = thresholds.of(kind);
        if (state.seen.count() > 0) {
            state.sightings.addAll(state.seen, state.seenSinceMillis);
            state.seen = new HostCount();
        }
    }

    /**
     * Takes a note; returns the answer to it, and to every case whose standing it changes.
     *
     * @param arrivalMillis when it arrived
     */
    public List<Standing> take(FleetNote note, long arrivalMillis) {
        if (note.mark() != null) {
            see(note.mark(), note.host(), arrivalMillis);
        }
        if (note.type() == FleetNote.Type.SEEN) {
            return List.of();
        }
        Member known = find(note);
        if (note.mark() == null) {
            state.members.remove(known);
            regroup();
            return standings(null);
        }
        Member own = known == null ? new Member() : known;
        boolean counted = known != null && isCounted(known);
        fill(own, note, note.mark());
        long evicted = state.evicted;
        if (known == null) {
            state.members.add(own);
            makeRoom();
        }
        if (counted || state.evicted > evicted || !join(own)) {
            regroup();
        }
        return standings(own);
    }

    /** Whether a member has a part in any group or number. */
    private boolean isCounted(Member member) {
        return belongs(member) || member.answer != null;
    }

    /**
     * Lets a member that was counted nowhere join the group that is there. Returns false where all must be computed anew:
     * of actors, who have many identities; where it may open a group; and where the group becomes a crowd.
     */
    private boolean join(Member own) {
        if (!computed || kind == FleetMark.Kind.ACTOR) {
            return false;
        }
        if (!isCounted(own)) {
            return true;
        }
        Group group = groupOf(own);
        Crowd picture = group == null ? null : pictures.get(group);
        if (picture == null || group.crowd != null) {
            return false;
        }
        joined = true;
        if (!belongs(own)) {
            picture.answer(own);
            return true;
        }
        picture.add(own, score(own));
        groups.put(own, group);
        return !picture.hosts.estimated();
    }

    private @Nullable Group groupOf(Member member) {
        for (Group group : state.groups) {
            if (group.status == Campaign.Status.OPEN && group.identities.containsAll(member.identities)) {
                return group;
            }
        }
        return null;
    }

    private void see(FleetMark mark, String host, long arrivalMillis) {
        if (kind == FleetMark.Kind.FORM) {
            mark.times().forEach(time -> state.sightings.add(host, time, arrivalMillis));
        }
    }

    private @Nullable Member find(FleetNote note) {
        for (Member member : state.members) {
            if (member.is(note.host(), note.caseId())) {
                return member;
            }
        }
        return null;
    }

    private static void fill(Member member, FleetNote note, FleetMark mark) {
        member.host = note.host();
        member.hostName = note.hostName();
        member.caseId = note.caseId();
        member.sequence = note.sequence();
        member.identities = new ArrayList<>(mark.identities());
        member.times = new ArrayList<>(mark.times());
        member.traits = new ArrayList<>(mark.traits());
        member.stages = new ArrayList<>(note.stages());
        member.score = note.score();
        member.alone = note.alone();
        member.eligible = note.eligible();
        member.confirmed = note.confirmed();
        member.answer = note.answer();
    }

    private void makeRoom() {
        if (state.members.size() > MEMBER_LIMIT) {
            state.members.remove(Collections.min(
                    state.members,
                    Comparator.comparingLong((Member m) -> Collections.max(m.times))
                            .thenComparing(m -> m.caseId)));
            state.evicted++;
        }
    }

    // ---- groups ----------------------------------------------------------------------------------------------------

    /** Who counts for the group: of a crash, only those with alerts that the evidence does not confirm, and no stage. */
    private boolean belongs(Member member) {
        boolean onlyAlerted =
                member.answer != null && member.answer != VendorAnswer.CONFIRMS && member.stages.isEmpty();
        return kind != FleetMark.Kind.FORM || onlyAlerted;
    }

    /** Computes the groups: who is in which, and each in numbers. */
    private void regroup() {
        computed = true;
        joined = false;
        groups.clear();
        pictures.clear();
        proven.clear();
        state.groups.forEach(this::absorb);
        List<Member> belonging = state.members.stream().filter(this::belongs).toList();
        prove(belonging);
        for (List<Member> component : Components.of(belonging)) {
            if (Window.holds(component, needed)) {
                picture(component);
            }
        }
        for (Group group : state.groups) {
            Crowd picture = pictures.get(group);
            if (picture != null) {
                answers(group, picture);
            }
            if (group.status != Campaign.Status.MERGED) {
                group.status = picture == null ? Campaign.Status.DISSOLVED : Campaign.Status.OPEN;
            }
        }
    }

    private void prove(List<Member> belonging) {
        if (kind == FleetMark.Kind.ACTOR) {
            Components.of(belonging, identity -> !identity.startsWith(FleetMark.PATTERN)).stream()
                    .filter(component -> Window.holds(component, needed))
                    .forEach(proven::addAll);
        }
    }

    /** A crowd takes in whoever shares an identity with it, and then whoever shares one with those. */
    private void absorb(Group group) {
        Crowd crowd = group.crowd;
        if (crowd == null || group.status == Campaign.Status.MERGED) {
            return;
        }
        pictures.put(group, crowd);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Member member : List.copyOf(state.members)) {
                if (belongs(member) && !Collections.disjoint(group.identities, member.identities)) {
                    crowd.add(member, member.score);
                    state.members.remove(member);
                    groups.put(member, group);
                    grew |= identify(group, member.identities);
                }
            }
            for (Group other : state.groups) {
                if (other != group && !merged(other) && overlaps(other, group.identities)) {
                    if (other.crowd != null) {
                        crowd.addAll(other.crowd);
                    }
                    grew |= identify(group, other.identities);
                    merge(other, group);
                }
            }
        }
    }

    private static boolean merged(Group group) {
        return group.status == Campaign.Status.MERGED;
    }

    private static boolean overlaps(Group group, Collection<String> identities) {
        return !Collections.disjoint(group.identities, identities);
    }

    private static boolean identify(Group group, List<String> more) {
        TreeSet<String> identities = new TreeSet<>(group.identities);
        boolean grew = identities.addAll(more);
        group.identities =
                new ArrayList<>(identities.stream().limit(IDENTITY_LIMIT).toList());
        return grew && identities.size() <= IDENTITY_LIMIT;
    }

    private static void merge(Group group, Group into) {
        group.status = Campaign.Status.MERGED;
        group.mergedInto = into.id;
        group.crowd = null;
    }

    /** The members in numbers, under the oldest group that has an identity of theirs; the others become part of it. */
    private void picture(List<Member> component) {
        Crowd picture = Crowd.of(component, this::score);
        Group oldest = null;
        for (Group group : state.groups) {
            if (merged(group) || pictures.containsKey(group) || !overlaps(group, picture.identities)) {
                continue;
            }
            if (oldest == null) {
                oldest = group;
            } else {
                merge(group, oldest);
            }
        }
        if (oldest == null) {
            oldest = opened(FactId.of("campaign", kind, name(component, picture)));
        }
        oldest.identities = picture.identities;
        pictures.put(oldest, picture);
        for (Member member : component) {
            groups.put(member, oldest);
        }
        if (picture.hosts.estimated()) {
            oldest.crowd = picture;
            component.forEach(state.members::remove);
        }
    }

    /** A new group, or the one of that name: it had become part of another one, and what joined them is refuted. */
    private Group opened(String id) {
        for (Group known : state.groups) {
            if (known.id.equals(id) && !pictures.containsKey(known)) {
                known.status = Campaign.Status.OPEN;
                known.mergedInto = null;
                return known;
            }
        }
        boolean taken = state.groups.stream().anyMatch(known -> known.id.equals(id));
        Group fresh = new Group();
        fresh.id = taken ? FactId.of(id, state.groups.size()) : id;
        state.groups.add(fresh);
        return fresh;
    }

    private int score(Member member) {
        return kind != FleetMark.Kind.ACTOR || proven.contains(member) ? member.score : member.alone;
    }

    /** An identity that enough hosts bear, the first in order of text: it hardly depends on who came first. */
    private String name(List<Member> component, Crowd picture) {
        List<String> borne = Common.ofAtLeast(needed, component, m -> m.identities);
        return borne.isEmpty() ? picture.identities.get(0) : borne.get(0);
    }

    /** Of a crash, all answers are counted, also those that confirm an alert. */
    private void answers(Group group, Crowd picture) {
        if (kind == FleetMark.Kind.FORM) {
            for (Member member : state.members) {
                if (group.identities.containsAll(member.identities)) {
                    picture.answer(member);
                }
            }
        }
    }

    // ---- answers ---------------------------------------------------------------------------------------------------

    private List<Standing> standings(@Nullable Member own) {
        List<Standing> standings = new ArrayList<>();
        for (Member member : state.members) {
            Group group = groups.get(member);
            String campaign = group == null ? "" : group.id;
            boolean sameCampaign = campaign.equals(member.toldCampaign);
            boolean counts = counts(member, group);
            if (member == own || !sameCampaign || counts != member.toldCounts) {
                standings.add(standing(member, group, counts, waits(member != own && sameCampaign)));
                member.toldCampaign = campaign;
                member.toldCounts = counts;
            }
        }
        if (own != null && !state.members.contains(own)) {
            Group group = groups.get(own);
            standings.add(standing(own, group, counts(own, group), false));
        }
        return standings;
    }

    /** One attack must not be a thousand news; an actor proven is news. */
    private boolean waits(boolean onlyCountsDiffer) {
        return onlyCountsDiffer && kind != FleetMark.Kind.ACTOR;
    }

    /**
     * A campaign counts for each case of an actor who is proven to be one; those that only its pattern joins are shown with it
     * (domain.md 5.2 has points for a hash or a full path). In a crowd everybody counts. Being common counts where the rubric says so, until one is
     * used.
     */
    private boolean counts(Member member, @Nullable Group group) {
        if (group == null) {
            return false;
        }
        return switch (kind) {
            case ACTOR -> group.crowd != null || proven.contains(member);
            case ARMING -> member.eligible && !Objects.requireNonNull(pictures.get(group)).confirmed;
            case FORM -> false;
        };
    }

    private Standing standing(Member member, @Nullable Group group, boolean counts, boolean atNextRecord) {
        Crowd picture = group == null ? null : pictures.get(group);
        HostCount hosts = picture == null ? own(member) : picture.hosts;
        long since = picture == null ? Collections.min(member.times) : picture.firstMillis;
        if (kind == FleetMark.Kind.FORM) {
            hosts = state.sightings.all();
            since = state.sightings.sinceMillis();
        }
        HostCount.Estimate estimate = hosts.estimate();
        return new Standing(
                member.host,
                member.caseId,
                member.sequence,
                kind,
                group == null ? null : group.id,
                counts,
                atNextRecord,
                estimate.count(),
                estimate.error(),
                since,
                answered(picture, member.answer),
                picture == null
                        ? answered(null, null)
                        : picture.answers.values().stream()
                                .mapToLong(HostCount::count)
                                .sum(),
                0,
                null);
    }

    private static HostCount own(Member member) {
        HostCount count = new HostCount();
        count.add(member.host);
        return count;
    }

    private long answered(@Nullable Crowd picture, @Nullable VendorAnswer answer) {
        if (picture != null && answer != null) {
            return picture.answered(answer);
        }
        return state.members.stream()
                .filter(m -> m.answer != null && (answer == null || m.answer == answer))
                .map(m -> m.host)
                .distinct()
                .count();
    }

    /** Whether this is the fleet of that state. */
    boolean isOf(FleetState other) {
        return state == other;
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
     * The groups' documents, where they changed.
     *
     * @param nowMillis the clock of emission
     * @param counts whether to tell also what only counts more of the same
     * @param waiting whether such counts wait already
     */
    public News news(long nowMillis, boolean counts, boolean waiting) {
        boolean stillWaiting = waiting && !counts;
        if (!computed || joined && (!stillWaiting || state.groups.stream().anyMatch(this::isNews))) {
            regroup(); // what most have in common is settled only when it is told
        }
        List<Campaign> campaigns = new ArrayList<>();
        for (Group group : state.groups) {
            CampaignDraft draft = draft(group);
            boolean news = !draft.news().equals(group.news);
            boolean more = stillWaiting || !draft.all().equals(group.told);
            if (news || more && counts) {
                group.revision++;
                group.version = Math.max(nowMillis, group.version + 1);
                group.news = draft.news();
                group.told = draft.all();
                campaigns.add(draft.revision(nowMillis));
            } else {
                stillWaiting |= more;
            }
        }
        return new News(campaigns, stillWaiting);
    }

    private boolean isNews(Group group) {
        return !draft(group).news().equals(group.news);
    }

    private CampaignDraft draft(Group group) {
        return new CampaignDraft(kind, group, pictures.get(group), state.sightings);
    }
}
