package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.publish.guide.GuideStep;
import io.github.shtinkering.publish.guide.ResponseGuide;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.publish.json.DocumentSchema;
import io.github.shtinkering.publish.json.EvidenceJson;
import io.github.shtinkering.publish.json.FleetSection;
import io.github.shtinkering.publish.json.JsonFields;
import io.github.shtinkering.publish.json.LsassJson;
import io.github.shtinkering.publish.json.ScorePartJson;
import io.github.shtinkering.publish.json.ShownEvidence;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.DocumentTimes;
import io.github.shtinkering.publish.text.InvolvedAccount;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import io.github.shtinkering.publish.text.ReasonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alert document: ECS names where ECS has one, ours under {@code shtinkering}. */
public final class AlertDocument {
    /** {@code rule.name}. */
    public static final String RULE_NAME = "LSASS Shtinkering";

    private static final String RULE_ID = "lsass-shtinkering";
    private static final String RULE_VERSION = "1";

    private static final String ECS_VERSION = "8.17.0";

    private final JudgedCase judged;
    private final CaseNarrative narrative;
    private final CaseJudgement judgement;
    private final FleetSection fleet;
    private final RevisionCause change;
    private final int revision;
    private final long version;
    private final long nowMillis;
    private final String reason;
    private final List<GuideStep> guide;

    public AlertDocument(
            JudgedCase judged, FleetSection fleet, RevisionCause change, int revision, long version, long nowMillis) {
        this.judged = judged;
        this.narrative = new CaseNarrative(judged);
        this.judgement = judged.judgement();
        this.fleet = fleet;
        this.change = change;
        this.revision = revision;
        this.version = version;
        this.nowMillis = nowMillis;
        this.reason = new ReasonText(judged).sentence() + fleet.sentences();
        this.guide = new ResponseGuide(judged, fleet).steps();
    }

    public ObjectNode json() {
        ObjectNode document = DocumentJson.object();
        document.put("@timestamp", DocumentTimes.text(narrative.lastMillis()));
        document.putObject("ecs").put("version", ECS_VERSION);
        event(document.putObject("event"));
        host(document.putObject("host"));
        document.putObject("rule").put("id", RULE_ID).put("name", RULE_NAME).put("version", RULE_VERSION);
        AttackTechniques.write(document.putObject("threat"), judgement);
        new DecisiveEvidence(judged).write(document);
        new RelatedFields(judged).write(document.putObject("related"));
        own(document.putObject("shtinkering"));
        return document;
    }

    /**
     * What sinks must know of the document.
     *
     * @param contentId see {@link CaseDigest#contentId()}
     */
    public DocumentDigest digest(@Nullable String contentId) {
        Severity severity = Severity.of(judgement.score());
        return DocumentDigest.of(
                judgement.score(),
                new CaseDigest(
                        judgement.verdict().wireName(),
                        judged.status().wireName(),
                        severity.number(),
                        severity.wireName(),
                        List.copyOf(judgement.stages()),
                        fleet.campaignId().isEmpty() ? null : fleet.campaignId(),
                        judged.context().hostName(),
                        reason,
                        guide.stream()
                                .filter(step -> !step.isQuery())
                                .map(GuideStep::text)
                                .toList(),
                        narrative.firstMillis(),
                        nowMillis,
                        contentId));
    }

    // ---- ECS -------------------------------------------------------------------------------------------------------

    private void event(ObjectNode event) {
        event.put("kind", "alert");
        ArrayNode category = event.putArray("category");
        ArrayNode type = event.putArray("type");
        category.add("intrusion_detection");
        type.add("info");
        if (judgement.stages().contains(CaseJudgement.ARMING)) {
            category.add("registry");
            type.add("change");
        }
        if (judgement.stages().contains(CaseJudgement.LAUNCH)) {
            category.add("process");
            type.add("start");
        }
        if (judgement.stages().contains(CaseJudgement.DUMP)) {
            category.add("file");
            type.add("creation");
        }
        event.put("start", DocumentTimes.text(narrative.firstMillis()));
        event.put("end", DocumentTimes.text(narrative.lastMillis()));
        event.put("created", DocumentTimes.text(nowMillis));
        event.put("risk_score", judgement.score());
        event.put("severity", Severity.of(judgement.score()).number());
        event.put("reason", reason);
    }

    private void host(ObjectNode host) {
        host.put("name", judged.context().hostName());
        JsonFields.putIfKnown(host, "id", judged.context().hostId());
        host.putObject("os").put("type", "windows");
    }

    // ---- ours ------------------------------------------------------------------------------------------------------

    private void own(ObjectNode own) {
        ShownEvidence shown = ShownEvidence.of(judged);
        own.put("schema", DocumentSchema.ALERT);
        caseFields(own.putObject("case"));
        lsass(own.putObject("lsass"));
        own.putObject("target").put("pid", judgement.targetPid()).put("initiator_pid", judgement.initiatorPid());
        score(own.putObject("score"), shown);
        fleet.write(own);
        own.put("counterfactual", judged.counterfactual());
        ArrayNode evidence = own.putArray("evidence");
        shown.entries().forEach(entry -> EvidenceJson.write(evidence.addObject(), entry));
        users(own.putArray("users"));
        JsonFields.putStrings(own, "guide", ResponseGuide.texts(guide));
    }

    private void caseFields(ObjectNode node) {
        node.put("id", judged.caseId());
        node.put("revision", revision);
        node.put("version", version);
        node.put("verdict", judgement.verdict().wireName());
        node.put("status", judged.status().wireName());
        JsonFields.putIfKnown(node, "merged_into", judged.mergedInto());
        node.put("severity", Severity.of(judgement.score()).wireName());
        JsonFields.putStrings(node, "stages", judgement.stages());
        node.put("variant", judgement.variant());
        node.put("change", change.kind());
        node.put("previous_severity", change.previousSeverity());
        node.put("previous_verdict", change.previousVerdict());
    }

    private void lsass(ObjectNode node) {
        LsassJson.write(node, judgement.target(), judged.context().lsass());
        boolean hasTarget = judgement.stages().contains(CaseJudgement.LAUNCH)
                || judgement.stages().contains(CaseJudgement.DUMP);
        if (judgement.target() == null && hasTarget) {
            // A dump of another technique need not carry LSASS's PID in its name.
            node.put("resolution", Resolution.UNKNOWN.wireName());
        }
    }

    private void score(ObjectNode score, ShownEvidence shown) {
        score.put("model", judged.model());
        ArrayNode parts = score.putArray("parts");
        judgement.parts().forEach(part -> ScorePartJson.write(parts.addObject(), part, shown.of(part)));
    }

    private void users(ArrayNode users) {
        for (InvolvedAccount involved : InvolvedAccounts.of(judged)) {
            ObjectNode user = users.addObject().put("name", involved.user());
            JsonFields.putIfKnown(user, "id", involved.sid());
            user.put("role", involved.role().wireName()).put("person", involved.isPerson());
            JsonFields.putIfKnown(user, "address", involved.address());
            if (involved.logonType() != null) {
                user.put("logon_type", involved.logonType());
            }
            JsonFields.putStrings(user, "evidence", involved.evidence());
        }
    }
}
