package io.github.shtinkering.ingest.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.edr.AlertRelevance;
import io.github.shtinkering.ingest.format.edr.LogonTypes;
import io.github.shtinkering.ingest.record.EcsEventTime;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
import io.github.shtinkering.normal.ProcessIds;
import org.jspecify.annotations.Nullable;

/**
 * Elastic Defend's events ({@code endpoint.events.*}) and alerts ({@code endpoint.alerts}); {@code Target.process} is
 * what an API call was aimed at.
 */
public final class ElasticDefend implements RecordFormat {
    @Override
    public String name() {
        return "elastic-defend";
    }

    @Override
    public boolean recognises(JsonNode record) {
        JsonNode event = JsonTrees.at(record, "event");
        if (event.isMissingNode()) {
            return false;
        }
        String dataset = JsonTrees.text(event, "dataset");
        return "endpoint".equals(JsonTrees.text(event, "module"))
                || (dataset != null && dataset.startsWith("endpoint."));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        Observations observations = context.observe(
                EcsDocument.head(record, context, name(), "elastic-defend", JsonTrees.text(record, "event", "id")));
        ProcessRef process = EcsDocument.process(record);
        ProcessRef target =
                EcsDocument.process(JsonTrees.at(record, "Target", "process"), JsonTrees.at(record, "Target", "user"));
        if (isAlert(record)) {
            tellAlert(record, process, target, observations);
        } else if (target != null || EcsDocument.eventHas(record, "action", "OpenProcess")) {
            observations.processAccessed(process, target);
        } else {
            EcsEvents.tell(record, process, observations);
            tellLogon(record, observations);
        }
    }

    private static void tellLogon(JsonNode record, Observations observations) {
        Integer type = LogonTypes.of(JsonTrees.text(record, "process", "Ext", "session_info", "logon_type"));
        ProcessRef account = EcsDocument.process(MissingNode.getInstance(), record.path("user"));
        boolean loggedOn =
                EcsDocument.eventHas(record, "action", "log_on") && !EcsDocument.eventHas(record, "outcome", "failure");
        boolean isLogon = EcsDocument.eventHas(record, "category", "authentication");
        boolean isComplete = EcsDocument.tellsEvent(record, "action") && type != null && account != null;
        if (isLogon && !isComplete) {
            observations.missing("event.action, user, or process.Ext.session_info.logon_type");
        }
        if (loggedOn && type != null && account != null && account.user() != null) {
            observations.logon(
                    new Logon(account.user(), account.userSid(), type, JsonTrees.text(record, "source", "ip")));
        }
    }

    private static boolean isAlert(JsonNode record) {
        boolean isAlert =
                EcsDocument.eventHas(record, "kind", "alert") || EcsDocument.eventHas(record, "kind", "signal");
        return isAlert && !EcsEventTime.isOfCopy(record);
    }

    /** An alert about WerFault also tells the launch: often the alerts are all that is exported. */
    private static void tellAlert(
            JsonNode record, @Nullable ProcessRef process, @Nullable ProcessRef target, Observations observations) {
        String rule = JsonTrees.text(record, "rule", "name");
        String name = rule != null ? rule : JsonTrees.text(record, "message");
        String targetPath = target == null ? null : target.executable();
        if (name == null) {
            observations.missing("rule.name");
        }
        if (name == null
                || !AlertRelevance.isRelevant(process, name, targetPath, JsonTrees.text(record, "file", "name"))) {
            return;
        }
        ProcessRef parent = EcsDocument.parent(record);
        if (AlertRelevance.isWer(process)) {
            observations.processStarted(process, parent);
        }
        observations.detection(
                new VendorDetection(
                        "Elastic",
                        name,
                        JsonTrees.text(record, "event", "id"),
                        ProcessIds.parse(JsonTrees.text(record, "Target", "process", "pid"))),
                process,
                parent);
    }
}
