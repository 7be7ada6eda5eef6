package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.ConnectedComponent;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import java.util.ArrayList;
import java.util.List;

/** Which groups' documents are due: at once where a reader must hear of it, a little later where only counts grew. */
final class CampaignPublisher {
    private final Fingerprint.Kind kind;
    private final FleetMembers members;
    private final GroupRegistry groups;
    private final GroupSettlement settlement;

    CampaignPublisher(Fingerprint.Kind kind, FleetMembers members, GroupRegistry groups, GroupSettlement settlement) {
        this.kind = kind;
        this.members = members;
        this.groups = groups;
        this.settlement = settlement;
    }

    /** Revisions of the groups that changed since this was asked last, as far as they must not wait. */
    List<Campaign> urgent(FleetState state, long nowMillis) {
        List<Campaign> campaigns = new ArrayList<>();
        for (FleetGroup group : groups.touched()) {
            if (CampaignDraft.urgentDigest(group, settlement.numbers(group)).equals(group.urgentDigest)) {
                groups.setPending(group, true);
            } else {
                campaigns.add(revision(group, draft(group, state), nowMillis));
            }
        }
        return campaigns;
    }

    /** Revisions of all groups of which more is known than was published. */
    List<Campaign> pending(FleetState state, long nowMillis) {
        List<Campaign> campaigns = new ArrayList<>();
        for (FleetGroup group : kind == Fingerprint.Kind.FORM ? groups.all() : groups.pending()) {
            CampaignDraft draft = draft(group, state);
            if (draft.digest().equals(group.publishedDigest)) {
                groups.setPending(group, false);
            } else {
                campaigns.add(revision(group, draft, nowMillis));
            }
        }
        return campaigns;
    }

    private CampaignDraft draft(FleetGroup group, FleetState state) {
        ConnectedComponent component = settlement.placeOf(group);
        GroupSummary summary = group.summary;
        if (component != null) {
            summary = GroupSummary.of(component.nodes, members::score);
            summary.proven = component.common;
            members.answers().countIn(summary);
            members.effort().spend(component.nodes.size());
        }
        if (summary != null) {
            group.identities = summary.identities;
        }
        return new CampaignDraft(kind, group, summary, state.sightings);
    }

    private Campaign revision(FleetGroup group, CampaignDraft draft, long nowMillis) {
        group.revision++;
        group.version = Math.max(nowMillis, group.version + 1);
        group.urgentDigest = CampaignDraft.urgentDigest(group, settlement.numbers(group));
        group.publishedDigest = draft.digest();
        groups.setPending(group, false);
        return draft.revision(nowMillis);
    }
}
