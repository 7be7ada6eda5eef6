package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An alert as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework, version 1.5: a finding is
 * created, updated and closed under one {@code finding_info.uid}, as a case is under its id. A settled case is still
 * new: nobody has dealt with it as far as we know. What OCSF has no attribute for is kept under {@code unmapped}.
 */
public final class OcsfFinding {
    private static final String OCSF_VERSION = "1.5.0";
    private static final int CLASS = 2004;
    private static final int CREATE = 1;
    private static final int UPDATE = 2;
    private static final int CLOSE = 3;
    private static final Map<Integer, String> ACTIVITIES = Map.of(CREATE, "Create", UPDATE, "Update", CLOSE, "Close");
    private static final String[] SEVERITIES = {"Informational", "Low", "Medium", "High", "Critical"};
    private static final String[] RISK_LEVELS = {"Info", "Low", "Medium", "High", "Critical"};

    private final JsonNode alert;
    private final JsonNode theCase;

    private OcsfFinding(JsonNode alert) {
        this.alert = alert;
        this.theCase = alert.at("/shtinkering/case");
    }

    /**
     * The finding of an alert.
     *
     * @param alert a document that keeps {@code alert.schema.json}
     */
    public static String of(JsonNode alert) {
        return DocumentJson.write(new OcsfFinding(alert).finding());
    }

    private ObjectNode finding() {
        ObjectNode finding = DocumentJson.object();
        int activity = activity();
        finding.put("category_uid", 2).put("category_name", "Findings");
        finding.put("class_uid", CLASS).put("class_name", "Detection Finding");
        finding.put("activity_id", activity).put("activity_name", ACTIVITIES.get(activity));
        finding.put("type_uid", CLASS * 100 + activity);
        finding.put("type_name", "Detection Finding: " + ACTIVITIES.get(activity));
        int severity = alert.at("/event/severity").asInt();
        finding.put("severity_id", severity + 1).put("severity", SEVERITIES[severity]);
        finding.put("risk_level_id", severity).put("risk_level", RISK_LEVELS[severity]);
        finding.put("risk_score", alert.at("/event/risk_score").asInt());
        finding.put("time", millis("/event/created"));
        finding.put("start_time", millis("/event/start")).put("end_time", millis("/event/end"));
        finding.put("message", alert.at("/event/reason").asText());
        finding.put("is_alert", activity != CLOSE && !isBenign());
        status(finding);
        confidence(finding);
        metadata(finding.putObject("metadata"));
        info(finding.putObject("finding_info"));
        device(finding.putObject("device"));
        evidences(finding.putArray("evidences"));
        finding.putObject("remediation").put("desc", String.join("\n", texts(alert.at("/shtinkering/guide"))));
        finding.putObject("unmapped").set("shtinkering", alert.path("shtinkering"));
        return finding;
    }

    private int activity() {
        return switch (theCase.path("change").asText()) {
            case "opened" -> CREATE;
            case "withdrawn", "merged" -> CLOSE;
            default -> UPDATE;
        };
    }

    private boolean isBenign() {
        return theCase.path("verdict").asText().equals("benign");
    }

    private void status(ObjectNode finding) {
        switch (theCase.path("status").asText()) {
            case "suppressed" -> finding.put("status_id", 3).put("status", "Suppressed");
            case "withdrawn" -> finding.put("status_id", 4).put("status", "Resolved");
            case "merged" -> finding.put("status_id", 5).put("status", "Archived");
            default -> finding.put("status_id", 1).put("status", "New");
        }
    }

    /** As sure as we are that the target was LSASS. */
    private void confidence(ObjectNode finding) {
        switch (alert.at("/shtinkering/lsass/resolution").asText()) {
            case "confirmed", "refuted" -> finding.put("confidence_id", 3).put("confidence", "High");
            case "unknown" -> finding.put("confidence_id", 2).put("confidence", "Medium");
            default -> finding.put("confidence_id", 0).put("confidence", "Unknown");
        }
    }

    private void metadata(ObjectNode metadata) {
        metadata.put("version", OCSF_VERSION);
        metadata.putObject("product").put("name", "Shtinkering CEP").put("vendor_name", "Shtinkering CEP");
        metadata.put(
                "uid",
                theCase.path("id").asText() + "@" + theCase.path("version").asLong());
        metadata.put("sequence", theCase.path("revision").asInt());
    }

    private void info(ObjectNode info) {
        info.put("uid", theCase.path("id").asText());
        info.put(
                "title",
                alert.at("/rule/name").asText() + ": " + theCase.path("verdict").asText() + " on "
                        + alert.at("/host/name").asText());
        info.put("desc", alert.at("/event/reason").asText());
        info.put("first_seen_time", millis("/event/start")).put("last_seen_time", millis("/event/end"));
        info.put("modified_time", millis("/event/created"));
        info.putArray("types").add(theCase.path("verdict").asText());
        info.putObject("analytic")
                .put("type_id", 1)
                .put("type", "Rule")
                .put("uid", alert.at("/rule/id").asText())
                .put("name", alert.at("/rule/name").asText())
                .put("version", alert.at("/rule/version").asText());
        TreeSet<String> formats = new TreeSet<>();
        alert.at("/shtinkering/evidence").forEach(item -> formats.addAll(texts(item.path("formats"))));
        formats.forEach(info.putArray("data_sources")::add);
        attacks(info.putArray("attacks"));
    }

    /** One entry a technique, in the order in which the alert pairs tactics and techniques. */
    private void attacks(ArrayNode attacks) {
        JsonNode threat = alert.path("threat");
        JsonNode techniques = threat.at("/technique/id");
        for (int i = 0; i < techniques.size(); i++) {
            ObjectNode attack = attacks.addObject();
            named(attack, "tactic", threat.path("tactic"), i);
            named(attack, "technique", threat.path("technique"), i);
            JsonNode sub = threat.at("/technique/subtechnique");
            if (sub.at("/id/0").asText().startsWith(techniques.get(i).asText() + ".")) {
                named(attack, "sub_technique", sub, 0);
            }
        }
    }

    private static void named(ObjectNode attack, String name, JsonNode ecs, int index) {
        attack.putObject(name)
                .put("uid", ecs.path("id").path(index).asText())
                .put("name", ecs.path("name").path(index).asText());
    }

    private void device(ObjectNode device) {
        device.put("hostname", alert.at("/host/name").asText());
        if (alert.at("/host/id").isTextual()) {
            device.put("uid", alert.at("/host/id").asText());
        }
        device.put("type_id", 0).put("type", "Unknown");
        device.putObject("os").put("name", "Windows").put("type_id", 100).put("type", "Windows");
    }

    /** First what is most telling, as objects; then each piece of evidence as the alert tells it. */
    private void evidences(ArrayNode evidences) {
        if (alert.has("process")) {
            ObjectNode process = evidences.addObject().putObject("process");
            process(process, alert.path("process"));
            user(process, alert.path("user"));
        }
        if (alert.has("file")) {
            file(
                    evidences.addObject().putObject("file"),
                    alert.at("/file/path").asText(),
                    alert.at("/file/name").asText());
        }
        if (alert.has("registry")) {
            evidences.addObject().putObject("data").set("registry", alert.path("registry"));
        }
        alert.at("/shtinkering/evidence").forEach(item -> evidences
                .addObject()
                .put("name", item.path("stage").asText())
                .put("uid", item.path("id").asText())
                .set("data", item));
    }

    private static void process(ObjectNode process, JsonNode ecs) {
        if (ecs.has("pid")) {
            process.put("pid", ecs.path("pid").asLong());
        }
        copy(process, "uid", ecs.path("entity_id"));
        copy(process, "name", ecs.path("name"));
        copy(process, "cmd_line", ecs.path("command_line"));
        if (ecs.has("executable")) {
            file(
                    process.putObject("file"),
                    ecs.path("executable").asText(),
                    ecs.path("name").asText());
        }
        if (ecs.has("parent")) {
            process(process.putObject("parent_process"), ecs.path("parent"));
        }
    }

    private static void user(ObjectNode process, JsonNode ecs) {
        if (ecs.isObject()) {
            ObjectNode user = process.putObject("user");
            copy(user, "name", ecs.path("name"));
            copy(user, "domain", ecs.path("domain"));
            copy(user, "uid", ecs.path("id"));
        }
    }

    private static void file(ObjectNode file, String path, String name) {
        file.put("name", name).put("path", path).put("type_id", 1).put("type", "Regular File");
    }

    private static void copy(ObjectNode to, String name, JsonNode value) {
        if (value.isTextual()) {
            to.put(name, value.asText());
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private long millis(String pointer) {
        return Instant.parse(alert.at(pointer).asText()).toEpochMilli();
    }
}
