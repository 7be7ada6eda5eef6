package io.github.shtinkering.publish.guide;

import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.fleet.group.CampaignKind;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.publish.json.FleetSection;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.GuideText;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where else to look: the other hosts of a group, and other hosts with the same program. */
final class FleetSteps {
    /** Who acted, the most generation first. */
    private static final List<EntryKind> ACTED =
            List.of(EntryKind.LAUNCH, EntryKind.ARMING, EntryKind.PREPARATION, EntryKind.DUMP, EntryKind.HANDLING);

    private final CaseNarrative story;
    private final FleetSection fleet;

    FleetSteps(CaseNarrative story, FleetSection fleet) {
        this.story = story;
        this.fleet = fleet;
    }

    List<GuideStep> steps() {
        List<GuideStep> steps = new ArrayList<>();
        CampaignKind group = fleet.campaignKind();
        if (group != null) {
            steps.add(new GuideStep(group.wireName(), inGroup(group)));
        }
        ProcessRef actor = actor();
        if (actor != null) {
            steps.add(new GuideStep(
                    "search-elsewhere",
                    "Search other hosts for the same program: " + GuideText.value(String.valueOf(actor.executable()))
                            + (actor.sha256() == null ? "" : ", SHA-256 " + actor.sha256())
                            + ". The queries below do."));
        }
        return steps;
    }

    private String inGroup(CampaignKind group) {
        String all = " All of them: `shtinkering.campaign.id: \"" + fleet.campaignId() + "\"`.";
        return switch (group) {
            case CAMPAIGN ->
                "The same actor attacked " + fleet.groupHosts() + " so far. Treat them as one incident."
                        + (peers().isEmpty() ? "" : " The others: " + GuideText.list(peers()) + ".") + all;
            case DEPLOYMENT ->
                "The same program made the same setting on " + fleet.groupHosts() + ". Ask once, for all of them."
                        + all;
            case CRASH_STORM -> "The same program crashed on many hosts. Answer the alerts together." + all;
        };
    }

    /** The id of the group; empty when the case is in none. */
    String campaignId() {
        return fleet.campaignId();
    }

    /** Other hosts of the campaign. */
    List<String> peers() {
        return fleet.peers().stream().map(GuideText::value).toList();
    }

    /** Whose program other hosts may have met; null for Windows' own, which run on all of them. */
    @Nullable
    ProcessRef actor() {
        for (EntryKind kind : ACTED) {
            ProcessRef actor = story.judged().evidence().stream()
                    .filter(entry -> entry.kind() == kind && !InvolvedAccounts.isRefuted(entry))
                    .map(FleetSteps::actorOf)
                    .filter(FleetSteps::isTelling)
                    .reduce((earlier, later) -> later)
                    .orElse(null);
            if (actor != null) {
                return actor;
            }
        }
        return null;
    }

    private static boolean isTelling(@Nullable ProcessRef actor) {
        return actor != null && actor.executable() != null && CaseActors.outsideSystemRoot(actor.executable());
    }

    private static @Nullable ProcessRef actorOf(TimelineEntry entry) {
        Fact fact = entry.event().fact();
        return entry.kind() == EntryKind.LAUNCH ? fact.parent() : fact.actor();
    }
}
