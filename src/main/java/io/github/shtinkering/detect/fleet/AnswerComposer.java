package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.group.ConnectedComponent;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.GroupNumbers;
import io.github.shtinkering.detect.fleet.group.IdentityNode;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fleet's answers to cases: where each stands now, if that is something else than it was answered last. */
final class AnswerComposer {
    /** Most other hosts that a case of a campaign names. */
    private static final int PEERS = 10;

    private final Fingerprint.Kind kind;
    private final FleetMembers members;
    private final GroupRegistry groups;
    private final GroupSettlement settlement;

    AnswerComposer(Fingerprint.Kind kind, FleetMembers members, GroupRegistry groups, GroupSettlement settlement) {
        this.kind = kind;
        this.members = members;
        this.groups = groups;
        this.settlement = settlement;
    }

    /**
     * The answer to a case, and remembers it; null where nothing changed.
     *
     * @param isAsked whether its note is the one that is answered: then there is an answer in any case
     */
    @Nullable
    FleetAnswer answer(IdentityNode node, boolean isAsked, FleetState state) {
        GroupMember member = node.member();
        ConnectedComponent component = members.components().of(node);
        FleetGroup group = settlement.groupOf(node);
        GroupNumbers numbers = numbers(group, component);
        String campaign = group == null ? "" : group.id;
        boolean counts = group != null && numbers != null && counts(node, group, numbers);
        boolean same = campaign.equals(member.answeredCampaign());
        if (!isAsked && same && counts == member.answeredCounts()) {
            return null;
        }
        boolean commonSinceNow = component != null && component.commonSinceNow;
        boolean later = !isAsked && same && kind != Fingerprint.Kind.ACTOR && !commonSinceNow;
        members.answered(node, campaign, counts);
        return answer(member, group, numbers, counts, later, state);
    }

    private static @Nullable GroupNumbers numbers(@Nullable FleetGroup group, @Nullable ConnectedComponent component) {
        if (group == null) {
            return null;
        }
        return group.summary != null ? group.summary : Objects.requireNonNull(component).tally;
    }

    /**
     * A campaign counts for each case of an actor who is proven to be one; those that only its pattern joins are shown with
     * it, because the rubric has points for a hash or a full path. In a group in numbers everybody counts. Being common
     * counts where the rubric says so, and enough of those who bear it have a life of their own, until one is used.
     */
    private boolean counts(IdentityNode node, FleetGroup group, GroupNumbers numbers) {
        return switch (kind) {
            case ACTOR -> group.summary == null ? members.isProven(node) : group.summary.proven;
            case ARMING -> node.member().eligible() && !numbers.confirmed() && isCommon(node, group);
            case FORM -> false;
        };
    }

    private boolean isCommon(IdentityNode node, FleetGroup group) {
        ConnectedComponent component = members.components().of(node);
        return group.summary != null ? group.summary.proven : component != null && component.common;
    }

    /** @param atNextRecord one attack must not be a thousand news; an actor proven is news */
    private FleetAnswer answer(
            GroupMember member,
            @Nullable FleetGroup group,
            @Nullable GroupNumbers numbers,
            boolean counts,
            boolean atNextRecord,
            FleetState state) {
        boolean form = kind == Fingerprint.Kind.FORM;
        DistinctHosts.Estimate hosts = numbers == null ? new DistinctHosts.Estimate(1, null) : numbers.hostEstimate();
        long since = numbers == null ? Collections.min(member.times()) : numbers.firstMillis();
        FleetGroup inNumbers = form ? groups.inNumbersOf(member.identities()) : null;
        return new FleetAnswer(
                member.host(),
                member.caseId(),
                member.sequence(),
                kind,
                group == null ? null : group.id,
                counts,
                atNextRecord,
                form ? state.sightings.all().estimate().count() : hosts.count(),
                form ? state.sightings.all().estimate().error() : hosts.error(),
                form ? state.sightings.sinceMillis() : since,
                form ? sameAnswer(member, inNumbers) : 0,
                form ? allAnswered(inNumbers) : 0,
                0,
                null,
                peers(member, numbers));
    }

    /** How many hosts' alerts of the same form were answered as this one is. */
    private long sameAnswer(GroupMember member, @Nullable FleetGroup inNumbers) {
        if (member.answer() == null) {
            return 0;
        }
        return inNumbers == null
                ? members.answers().count(member.answer())
                : inNumbers.inNumbers().answered(member.answer());
    }

    private long allAnswered(@Nullable FleetGroup inNumbers) {
        return inNumbers == null
                ? members.answers().count()
                : inNumbers.inNumbers().answered();
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
}
