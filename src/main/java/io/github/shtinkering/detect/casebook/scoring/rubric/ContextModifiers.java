package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.casebook.evidence.RecognisedAgent;
import io.github.shtinkering.detect.casebook.scoring.FleetAssessment;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.List;

/** Modifiers of what surrounds the acts: how LSASS's PID is known, who set the host up, the fleet, and the host. */
final class ContextModifiers {
    private final ScoredEvidence evidence;
    private final ScoreSheet sheet;
    private final List<RecognisedAgent> agents;
    private final FleetAssessment fleet;
    private final boolean tier0;

    ContextModifiers(
            ScoredEvidence evidence,
            ScoreSheet sheet,
            List<RecognisedAgent> agents,
            FleetAssessment fleet,
            boolean tier0) {
        this.evidence = evidence;
        this.sheet = sheet;
        this.agents = agents;
        this.fleet = fleet;
        this.tier0 = tier0;
    }

    /** The last ones: what tier 0 adds depends on all others. */
    void apply(BaseRow base) {
        singleSource(base);
        managementAgent();
        campaign();
        prevalence();
        tier0();
    }

    private void singleSource(BaseRow base) {
        TimelineEntry launch = base.launch();
        if (launch != null && launch.target() != null && launch.target().singleMediumSource()) {
            sheet.modify(
                    "single-medium-source", "LSASS's PID is known from one source of medium confidence only", launch);
        }
    }

    private void managementAgent() {
        List<TimelineEntry> armings = evidence.armings();
        if (evidence.onlySettings()
                && !armings.isEmpty()
                && armings.stream()
                        .allMatch(arming ->
                                CaseActors.recognisedAgent(arming.event().fact().actor(), agents))) {
            sheet.modify("management-agent", "armed by a recognised management agent", ScoredEvidence.ids(armings));
        }
    }

    private void campaign() {
        if (fleet == FleetAssessment.IN_CAMPAIGN && isCampaignMaterial()) {
            sheet.modify(
                    "campaign",
                    "the same actor attempts the same on several hosts within a day",
                    ScoredEvidence.ids(evidence.acts()));
        }
    }

    /** What a campaign counts for: a foreign launch at LSASS, or a dump named for LSASS in a chain. */
    private boolean isCampaignMaterial() {
        return evidence.askedByAnotherAtLsass() || evidence.chains().stream().anyMatch(this::endsInDumpOfLsass);
    }

    private boolean endsInDumpOfLsass(Chain chain) {
        TimelineEntry dump = evidence.dumpOf(chain);
        return dump != null
                && dump.nature() == DumpNature.LSASS_BY_WER
                && (!evidence.armingsOf(chain).isEmpty() || evidence.launchOf(chain) != null);
    }

    private void prevalence() {
        if (fleet == FleetAssessment.COMMON && isOrdinaryDeployment()) {
            sheet.modify(
                    "prevalence",
                    "the same program armed many hosts in the same way within a day",
                    ScoredEvidence.ids(evidence.armings()));
        }
    }

    /** What prevalence counts for: nothing but an arming, by programs that do such things for an organisation. */
    private boolean isOrdinaryDeployment() {
        return evidence.onlySettings()
                && !evidence.armings().isEmpty()
                && evidence.settings().stream()
                        .allMatch(setting ->
                                CaseActors.deploys(setting.event().fact().actor(), agents));
    }

    private void tier0() {
        if (tier0 && sheet.total() >= sheet.limit("tier-0-from")) {
            sheet.modify("tier-0-host", "the host is configured as tier 0", List.of());
        }
    }
}
