package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.ObservedEvent;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import io.github.shtinkering.publish.guide.ResponseGuide;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.publish.json.DocumentSchema;
import io.github.shtinkering.publish.json.FleetSection;
import io.github.shtinkering.publish.json.ProcessJson;
import io.github.shtinkering.publish.json.ShownEvidence;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.DocumentTimes;
import io.github.shtinkering.publish.text.EvidenceText;
import io.github.shtinkering.publish.text.InvolvedAccount;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import io.github.shtinkering.publish.text.ReasonText;
import io.github.shtinkering.publish.text.RegistrySpelling;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The alert document: ECS names where ECS has one, ours under {@code shtinkering}. */
public final class AlertDocument {
    private static final String RULE_ID = "lsass-shtinkering";
    private static final String RULE_NAME = "LSASS Shtinkering";
    private static final String RULE_VERSION = "1";

    private static final String ECS_VERSION = "8.17.0";

    private final JudgedCase judged;
    private final CaseNarrative story;
    private final CaseJudgement judgement;
    private final FleetSection fleet;
    private final RevisionCause change;
    private final int revision;
    private final long version;
    private final long nowMillis;

    public AlertDocument(
            JudgedCase judged, FleetSection fleet, RevisionCause change, int revision, long version, long nowMillis) {
        this.judged = judged;
        this.story = new CaseNarrative(judged);
        this.judgement = judged.judgement();
        this.fleet = fleet;
        this.change = change;
        this.revision = revision;
        this.version = version;
        this.nowMillis = nowMillis;
    }

    public ObjectNode json() {
        ObjectNode document = DocumentJson.object();
        document.put("@timestamp", DocumentTimes.text(story.lastMillis()));
        document.putObject("ecs").put("version", ECS_VERSION);
        event(document.putObject("event"));
        host(document.putObject("host"));
        document.putObject("rule").put("id", RULE_ID).put("name", RULE_NAME).put("version", RULE_VERSION);
        threat(document.putObject("threat"));
        generation(document);
        related(document.putObject("related"));
        own(document.putObject("shtinkering"));
        return document;
    }

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
        event.put("start", DocumentTimes.text(story.firstMillis()));
        event.put("end", DocumentTimes.text(story.lastMillis()));
        event.put("created", DocumentTimes.text(nowMillis));
        event.put("risk_score", judgement.score());
        event.put("severity", Severity.of(judgement.score()).number());
        event.put("reason", new ReasonText(judged).sentence() + fleet.sentences());
    }

    private void host(ObjectNode host) {
        host.put("name", judged.context().hostName());
        putIfKnown(host, "id", judged.context().hostId());
        host.putObject("os").put("type", "windows");
    }

    private void threat(ObjectNode threat) {
        boolean arming = judgement.stages().contains(CaseJudgement.ARMING);
        boolean credentials =
                judgement.verdict() != Verdict.BENIGN && !judgement.stages().equals(List.of(CaseJudgement.ARMING));
        threat.put("framework", "MITRE ATT&CK");
        ObjectNode tactic = threat.putObject("tactic");
        ArrayNode tacticId = tactic.putArray("id");
        ArrayNode tacticName = tactic.putArray("name");
        ObjectNode technique = threat.putObject("technique");
        ArrayNode techniqueId = technique.putArray("id");
        ArrayNode techniqueName = technique.putArray("name");
        if (credentials) {
            tacticId.add("TA0006");
            tacticName.add("Credential Access");
            techniqueId.add("T1003");
            techniqueName.add("OS Credential Dumping");
            ObjectNode sub = technique.putObject("subtechnique");
            sub.putArray("id").add("T1003.001");
            sub.putArray("name").add("LSASS Memory");
        }
        if (arming) {
            tacticId.add("TA0005");
            tacticName.add("Defense Evasion");
            techniqueId.add("T1112");
            techniqueName.add("Modify Registry");
        }
    }

    // ---- the most generation evidence of each stage
    // ---------------------------------------------------------------------

    private void generation(ObjectNode document) {
        TimelineEntry launch = launch();
        TimelineEntry arming = story.arming();
        TimelineEntry dump = story.last(EntryKind.DUMP);
        TimelineEntry first = launch != null ? launch : dump != null ? dump : arming;
        if (first != null) {
            process(document, first.event().fact());
        }
        if (arming != null) {
            registry(document.putObject("registry"), arming.event().fact());
        }
        if (dump != null) {
            file(
                    document.putObject("file"),
                    Objects.requireNonNull(dump.event().fact().file()));
        }
    }

    /** The launch that the verdict is about; a refuted one that is only named beside an arming or a dump is not. */
    private @Nullable TimelineEntry launch() {
        TimelineEntry found = null;
        boolean stage = judgement.stages().contains(CaseJudgement.LAUNCH);
        if (!stage && judgement.verdict() != Verdict.BENIGN) {
            return null;
        }
        for (TimelineEntry entry : judged.evidence()) {
            boolean refuted = entry.target() != null && entry.target().resolution() == Resolution.REFUTED;
            if (entry.kind() == EntryKind.LAUNCH
                    && !(stage && refuted)
                    && (found == null
                            || Objects.equals(LaunchRequest.target(entry.event().fact()), judgement.targetPid())
                                    && Objects.equals(
                                            LaunchRequest.initiator(
                                                    entry.event().fact()),
                                            judgement.initiatorPid()))) {
                found = entry;
            }
        }
        return found;
    }

    private static void process(ObjectNode document, Fact fact) {
        ProcessRef actor = fact.actor();
        if (actor == null) {
            return;
        }
        ObjectNode process = document.putObject("process");
        ProcessJson.write(process, actor);
        if (fact.parent() != null) {
            ProcessJson.write(process.putObject("parent"), fact.parent());
        }
        if (actor.user() != null || actor.userSid() != null) {
            ObjectNode user = document.putObject("user");
            if (actor.user() != null) {
                int slash = actor.user().indexOf('\\');
                user.put("name", actor.user().substring(slash + 1));
                if (slash > 0) {
                    user.put("domain", actor.user().substring(0, slash));
                }
            }
            putIfKnown(user, "id", actor.userSid());
        }
    }

    private static void registry(ObjectNode node, Fact fact) {
        RegistryChange change = Objects.requireNonNull(fact.registry());
        String key = change.newKey() == null ? change.key() : change.newKey();
        String inHive = RegistrySpelling.of(key.startsWith("hklm\\") ? key.substring("hklm\\".length()) : key);
        node.put("hive", "HKLM");
        node.put("key", inHive);
        String name = change.newValue() == null ? change.value() : change.newValue();
        String value = name == null ? null : RegistrySpelling.of(name);
        putIfKnown(node, "value", value);
        node.put("path", "HKLM\\" + inHive + (value == null ? "" : "\\" + value));
        String data = change.number() != null ? change.number().toString() : change.data();
        if (data != null) {
            ObjectNode holder = node.putObject("data");
            holder.putArray("strings").add(data);
            holder.put("type", change.number() != null && !change.stringType() ? "REG_DWORD" : "REG_SZ");
        }
    }

    private static void file(ObjectNode node, FileActivity file) {
        String path = file.path();
        if (path == null) {
            return;
        }
        String name = WindowsPath.fileName(path);
        node.put("path", path);
        node.put("name", name);
        if (path.length() > name.length()) {
            node.put("directory", path.substring(0, path.length() - name.length() - 1));
        }
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            node.put("extension", AsciiCase.lower(name.substring(dot + 1)));
        }
        if (file.size() != null) {
            node.put("size", file.size());
        }
    }

    private void related(ObjectNode related) {
        TreeSet<String> users = new TreeSet<>();
        TreeSet<String> hashes = new TreeSet<>();
        TreeSet<String> addresses = new TreeSet<>();
        judged.context().loggedOn().forEach(u -> users.add(u.user()));
        for (TimelineEntry entry : judged.evidence()) {
            Fact fact = entry.event().fact();
            for (ProcessRef process : new ProcessRef[] {fact.actor(), fact.parent()}) {
                if (process != null) {
                    addIfKnown(users, process.user());
                    addIfKnown(hashes, process.sha256());
                }
            }
            if (fact.file() != null) {
                addIfKnown(addresses, fact.file().remoteAddress());
                addIfKnown(users, fact.file().remoteUser());
            }
        }
        strings(related, "hosts", List.of(judged.context().hostName()));
        strings(related, "user", users);
        strings(related, "hash", hashes);
        strings(related, "ip", addresses);
    }

    // ---- ours
    // --------------------------------------------------------------------------------------------------------

    private void own(ObjectNode own) {
        own.put("schema", DocumentSchema.ALERT);
        caseFields(own.putObject("case"));
        ObjectNode lsass = own.putObject("lsass");
        lsass(lsass, judgement.target(), judged.context().lsass());
        if (judgement.target() == null && hasTarget()) {
            // A dump of another technique need not carry LSASS's PID in its name.
            lsass.put("resolution", Resolution.UNKNOWN.wireName());
        }
        ObjectNode target = own.putObject("target");
        putNumber(target, "pid", judgement.targetPid());
        putNumber(target, "initiator_pid", judgement.initiatorPid());
        ObjectNode score = own.putObject("score");
        score.put("model", judged.model());
        ArrayNode parts = score.putArray("parts");
        ShownEvidence shown = ShownEvidence.of(judged);
        judgement.parts().forEach(part -> part(parts.addObject(), part, shown.of(part)));
        fleet.write(own);
        own.put("counterfactual", judged.counterfactual());
        ArrayNode evidence = own.putArray("evidence");
        shown.entries().forEach(entry -> evidence(evidence.addObject(), entry));
        users(own.putArray("users"));
        strings(own, "guide", new ResponseGuide(judged, fleet).texts());
    }

    private void users(ArrayNode users) {
        for (InvolvedAccount involved : InvolvedAccounts.of(judged)) {
            ObjectNode user = users.addObject().put("name", involved.user());
            putIfKnown(user, "id", involved.sid());
            user.put("role", involved.role().wireName()).put("person", involved.isPerson());
            putIfKnown(user, "address", involved.address());
            if (involved.logonType() != null) {
                user.put("logon_type", involved.logonType());
            }
            strings(user, "evidence", involved.evidence());
        }
    }

    private boolean hasTarget() {
        return judgement.stages().contains(CaseJudgement.LAUNCH)
                || judgement.stages().contains(CaseJudgement.DUMP);
    }

    private void caseFields(ObjectNode node) {
        node.put("id", judged.caseId());
        node.put("revision", revision);
        node.put("version", version);
        node.put("verdict", judgement.verdict().wireName());
        node.put("status", judged.status().wireName());
        if (judged.mergedInto() != null) {
            node.put("merged_into", judged.mergedInto());
        }
        node.put("severity", Severity.of(judgement.score()).wireName());
        strings(node, "stages", judgement.stages());
        node.put("variant", judgement.variant());
        node.put("change", change.kind());
        node.put("previous_severity", change.previousSeverity());
        node.put("previous_verdict", change.previousVerdict());
    }

    /**
     * @param target what is known of the target; null where neither launch nor dump is a stage
     * @param lsass what is known of LSASS
     */
    static void lsass(ObjectNode node, @Nullable TargetResolution target, TargetResolution lsass) {
        TargetResolution shown = target == null ? lsass : target;
        Long pid = shown.lsassPid() != null ? shown.lsassPid() : lsass.lsassPid();
        putNumber(node, "pid", pid);
        node.put("resolution", target == null ? null : target.resolution().wireName());
        strings(node, "sources", shown.sources());
    }

    /** @param evidence ids of what it rests on, as far as the document shows them */
    static void part(ObjectNode node, ScorePart part, List<String> evidence) {
        node.put("name", part.name());
        node.put("points", part.points());
        node.put("reason", part.reason());
        strings(node, "evidence", evidence);
    }

    /** In whose name it was done. */
    private static @Nullable String user(Fact fact) {
        if (fact.file() != null && fact.file().remoteUser() != null) {
            return fact.file().remoteUser();
        }
        if (fact.logon() != null) {
            return fact.logon().user();
        }
        return fact.actor() == null ? null : fact.actor().user();
    }

    private static void evidence(ObjectNode node, TimelineEntry entry) {
        ObservedEvent observed = entry.event();
        node.put("id", observed.id());
        node.put("stage", EvidenceText.stage(entry));
        node.put("time", DocumentTimes.text(observed.firstMillis()));
        strings(node, "formats", observed.formats());
        strings(node, "origins", observed.origins());
        node.put("count", observed.count());
        node.put("summary", EvidenceText.summary(entry));
        Fact fact = observed.fact();
        putIfKnown(node, "user", user(fact));
        FileActivity file = fact.file();
        if (file != null) {
            putIfKnown(node, "address", file.remoteAddress());
            putIfKnown(node, "path", file.path());
        }
        if (fact.actor() != null) {
            ObjectNode process = node.putObject("process");
            ProcessJson.writeShort(process, fact.actor());
            if (fact.parent() != null) {
                ProcessJson.writeShort(process.putObject("parent"), fact.parent());
            }
        }
    }

    private static void strings(ObjectNode node, String name, Iterable<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }

    private static void putNumber(ObjectNode node, String name, @Nullable Long value) {
        node.put(name, value);
    }

    private static void putIfKnown(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void addIfKnown(Set<String> set, @Nullable String value) {
        if (value != null) {
            set.add(value);
        }
    }
}
