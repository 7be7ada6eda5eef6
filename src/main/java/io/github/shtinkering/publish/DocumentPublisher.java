package io.github.shtinkering.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.publish.document.AlertDocument;
import io.github.shtinkering.publish.document.AuditDocument;
import io.github.shtinkering.publish.document.CaseLinks;
import io.github.shtinkering.publish.document.HostDocument;
import io.github.shtinkering.publish.document.LinkTemplates;
import io.github.shtinkering.publish.document.OcsfFinding;
import io.github.shtinkering.publish.document.PublishedDocument;
import io.github.shtinkering.publish.document.RevisionCause;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.publish.json.FleetSection;
import io.github.shtinkering.publish.state.PendingFleetAnswers;
import io.github.shtinkering.publish.state.PublisherState;
import io.github.shtinkering.publish.state.PublisherState.PublishedCase;
import io.github.shtinkering.publish.state.RiskScore;
import io.github.shtinkering.publish.state.UserRisk;
import io.github.shtinkering.publish.text.CaseNarrative;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Numbers revisions and versions and writes the documents of one host. Knows nothing of Flink.
 *
 * <p>A revision is for people: it counts what changes the case. A version is for sinks: it grows with the clock, so
 * that after a restore no index refuses the truth as old.
 */
public final class DocumentPublisher {
    /** Most exceptions that are remembered as reported for a host. */
    private static final int OUTLIVED_LIMIT = 64;
    /** More than the timeline of a host can hold at once. */
    private static final int CASE_LIMIT = 512;

    private final PublisherState state;
    private final LinkTemplates links;
    private final boolean writesFindings;

    /** @param state the host's state, changed in place */
    public DocumentPublisher(PublisherState state) {
        this(state, LinkTemplates.NONE, false);
    }

    /**
     * A publisher with links.
     *
     * @param state the host's state, changed in place
     * @param links addresses in the user's own console
     * @param writesFindings whether each case's document is written as a finding of OCSF, too
     */
    public DocumentPublisher(PublisherState state, LinkTemplates links, boolean writesFindings) {
        this.state = state;
        this.links = links;
        this.writesFindings = writesFindings;
    }

    /** The documents of what is now known of a case; none while the fleet owes an answer about it. */
    public List<PublishedDocument> publish(CaseUpdate update, long nowMillis) {
        PendingFleetAnswers desk = new PendingFleetAnswers(state);
        List<PendingFleetAnswers.Answered> answered = new ArrayList<>();
        if (update.judged() != null) {
            answered.addAll(desk.take(update.judged()));
        }
        if (update.answer() != null) {
            answered.addAll(desk.take(update.answer()));
        }
        return publish(answered, nowMillis);
    }

    /** The documents of cases that the fleet answered anew, and that waited for a record of this host. */
    public List<PublishedDocument> atNextRecord(long nowMillis) {
        return publish(new PendingFleetAnswers(state).atNextRecord(), nowMillis);
    }

    /** Whether a case waits for the fleet. */
    public boolean waits() {
        return new PendingFleetAnswers(state).waits();
    }

    private List<PublishedDocument> publish(List<PendingFleetAnswers.Answered> answered, long nowMillis) {
        return answered.stream()
                .flatMap(a -> publish(new FleetSection(a.judged(), a.fleetAnswers()), nowMillis).stream())
                .toList();
    }

    /** The documents of a case that changed: its own, and with a revision the uses of exceptions. */
    private List<PublishedDocument> publish(FleetSection fleet, long nowMillis) {
        JudgedCase judged = fleet.shown();
        List<PublishedDocument> publications = new ArrayList<>();
        publications.add(document(judged, fleet, nowMillis));
        if (publications.get(0).kind() == PublishedDocument.Kind.REVISION) {
            for (ExceptionUse use : judged.judgement().exceptions()) {
                publications.add(AuditDocument.used(judged, use, known(judged.caseId()).revision));
                if (use.outlived() && newlyOutlived(use)) {
                    publications.add(AuditDocument.stillArmed(judged, use, known(judged.caseId()).revision));
                }
            }
        }
        return publications;
    }

    /** A host that an exception left armed is reported once, by whatever case it comes up again. */
    private boolean newlyOutlived(ExceptionUse use) {
        String exception = FactId.of(use.id(), use.outlivedMillis());
        if (state.outlived.contains(exception)) {
            return false;
        }
        if (state.outlived.size() >= OUTLIVED_LIMIT) {
            state.outlived.remove(0);
        }
        return state.outlived.add(exception);
    }

    private PublishedDocument document(JudgedCase judged, FleetSection fleet, long nowMillis) {
        PublishedCase known = known(judged.caseId());
        String content = content(judged, fleet);
        boolean revision = !content.equals(known.content);
        if (revision) {
            remember(known, change(judged, known));
            known.revision++;
        }
        RevisionCause change = new RevisionCause(known.change, known.previousSeverity, known.previousVerdict);
        long version = version(nowMillis);
        AlertDocument document = new AlertDocument(judged, fleet, change, known.revision, version, nowMillis);
        ObjectNode alert = document.json();
        CaseLinks.add(alert, links);
        remember(known, judged, content);
        return new PublishedDocument(
                revision ? PublishedDocument.Kind.REVISION : PublishedDocument.Kind.UPDATE,
                judged.caseId(),
                version,
                DocumentJson.write(alert),
                document.digest(revision ? contentId(alert) : null),
                writesFindings ? OcsfFinding.of(alert) : null);
    }

    /** A revision that is told again after a failure has another version and another time of emission, and is the same. */
    private static String contentId(ObjectNode alert) {
        ObjectNode content = alert.deepCopy();
        content.withObject("/event").remove("created");
        content.withObject("/shtinkering/case").remove("version");
        return FactId.of(content.toString());
    }

    /** The document of a host. */
    public PublishedDocument publish(HostStatus status, long nowMillis) {
        List<PublishedCase> cases =
                state.cases.stream().filter(known -> isOn(status, known)).toList();
        RiskScore risk = RiskScore.of(cases, status.newestMillis());
        List<UserRisk> users = UserRisk.of(cases, status.newestMillis());
        return new PublishedDocument(
                PublishedDocument.Kind.HOST,
                status.key(),
                version(nowMillis),
                DocumentJson.write(HostDocument.json(status, risk, users)),
                HostDocument.digest(status),
                null);
    }

    /** Of machines that bear one name, the id tells whose a case is. */
    private static boolean isOn(HostStatus status, PublishedCase known) {
        boolean sameName = known.hostName.isEmpty() || known.hostName.equals(status.hostName());
        boolean sameId = !status.sharedName()
                || known.hostId.isEmpty()
                || status.hostId() == null
                || known.hostId.equals(status.hostId());
        return sameName && sameId;
    }

    private long version(long nowMillis) {
        state.lastVersion = Math.max(nowMillis, state.lastVersion + 1);
        return state.lastVersion;
    }

    private PublishedCase known(String id) {
        for (PublishedCase known : state.cases) {
            if (known.id.equals(id)) {
                return known;
            }
        }
        PublishedCase fresh = new PublishedCase();
        fresh.id = id;
        forgetOldCases();
        state.cases.add(fresh);
        return fresh;
    }

    private void forgetOldCases() {
        Iterator<PublishedCase> oldestFirst = state.cases.iterator();
        while (state.cases.size() >= CASE_LIMIT && oldestFirst.hasNext()) {
            if (!CaseStatus.OPEN.wireName().equals(oldestFirst.next().status)) {
                oldestFirst.remove();
            }
        }
    }

    private static String content(JudgedCase judged, FleetSection fleet) {
        CaseJudgement judgement = judged.judgement();
        List<String> parts = new ArrayList<>();
        for (ScorePart part : judgement.parts()) {
            parts.add(part.name() + part.points());
        }
        for (ExceptionUse use : judgement.exceptions()) {
            parts.add("exception " + use.id() + use.outlived());
        }
        List<String> evidence = judged.evidence().stream()
                .map(TimelineEntry::event)
                .map(e -> e.id())
                .toList();
        return FactId.of(
                judged.status(),
                judged.mergedInto(),
                judgement.verdict(),
                judgement.stages(),
                judgement.variant(),
                judgement.target() == null ? null : judgement.target().resolution(),
                judged.note(),
                fleet.campaignId(),
                fleet.answer(),
                parts,
                evidence);
    }

    private static RevisionCause change(JudgedCase judged, PublishedCase known) {
        return new RevisionCause(kind(judged, known), known.severity, known.verdict);
    }

    private static String kind(JudgedCase judged, PublishedCase known) {
        Severity severity = Severity.of(judged.judgement().score());
        if (known.revision == 0) {
            return "opened";
        }
        if (judged.status() == CaseStatus.MERGED) {
            return "merged";
        }
        boolean sameStatus = judged.status().wireName().equals(known.status);
        if (judged.status() == CaseStatus.WITHDRAWN && !sameStatus) {
            return "withdrawn";
        }
        if (judged.status() == CaseStatus.SETTLED && !sameStatus) {
            return "settled";
        }
        Set<String> added = new HashSet<>(judged.judgement().stages());
        known.stages.forEach(added::remove);
        if (!added.isEmpty()) {
            return "stage-added";
        }
        String resolution = resolution(judged);
        if (!resolution.isEmpty() && known.resolution != null && !resolution.equals(known.resolution)) {
            return "pid-learnt";
        }
        if (!severity.wireName().equals(known.severity)) {
            int before = known.score;
            return judged.judgement().score() > before ? "severity-raised" : "severity-lowered";
        }
        return "evidence-added";
    }

    private static String resolution(JudgedCase judged) {
        return judged.judgement().target() == null
                ? ""
                : judged.judgement().target().resolution().wireName();
    }

    /** An update of a revision says why there is that revision, as the revision did. */
    private static void remember(PublishedCase known, RevisionCause change) {
        known.change = change.kind();
        known.previousSeverity = change.previousSeverity();
        known.previousVerdict = change.previousVerdict();
    }

    private static void remember(PublishedCase known, JudgedCase judged, String content) {
        CaseJudgement judgement = judged.judgement();
        boolean counts = judgement.verdict() != Verdict.BENIGN && judged.status() != CaseStatus.MERGED;
        known.content = content;
        known.verdict = judgement.verdict().wireName();
        known.severity = Severity.of(judgement.score()).wireName();
        known.status = judged.status().wireName();
        known.resolution = resolution(judged);
        known.stages = new ArrayList<>(judgement.stages());
        known.hostName = judged.context().hostName();
        known.hostId = Objects.requireNonNullElse(judged.context().hostId(), "");
        known.users = new ArrayList<>(UserRisk.actors(judged));
        known.score = counts ? judgement.score() : 0;
        known.endMillis = new CaseNarrative(judged).lastMillis();
    }
}
