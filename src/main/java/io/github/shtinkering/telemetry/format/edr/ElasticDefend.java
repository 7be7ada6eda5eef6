package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.telemetry.EventTime;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.Observations;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordFormat;
import io.github.shtinkering.telemetry.normal.Pids;
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
        String dataset = Json.text(record, "event", "dataset");
        return "endpoint".equals(Json.text(record, "event", "module"))
                || (dataset != null && dataset.startsWith("endpoint."));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        Observations observations =
                context.observe(Ecs.head(record, context, name(), "elastic-defend", Json.text(record, "event", "id")));
        ProcessRef process = Ecs.process(record);
        ProcessRef target = Ecs.process(Json.at(record, "Target", "process"), Json.at(record, "Target", "user"));
        if (isAlert(record)) {
            tellAlert(record, process, target, observations);
        } else if (target != null || Ecs.eventHas(record, "action", "OpenProcess")) {
            observations.processAccessed(process, target);
        } else {
            EcsEvents.tell(record, process, observations);
            tellLogon(record, observations);
        }
    }

    private static void tellLogon(JsonNode record, Observations observations) {
        Integer type = LogonTypes.of(Json.text(record, "process", "Ext", "session_info", "logon_type"));
        ProcessRef account = Ecs.process(MissingNode.getInstance(), record.path("user"));
        boolean loggedOn = Ecs.eventHas(record, "action", "log_on") && !Ecs.eventHas(record, "outcome", "failure");
        boolean isLogon = Ecs.eventHas(record, "category", "authentication");
        boolean isComplete = Ecs.tellsEvent(record, "action") && type != null && account != null;
        if (isLogon && !isComplete) {
            observations.missing("event.action, user, or process.Ext.session_info.logon_type");
        }
        if (loggedOn && type != null && account != null && account.user() != null) {
            observations.logon(new Logon(account.user(), account.userSid(), type, Json.text(record, "source", "ip")));
        }
    }

    private static boolean isAlert(JsonNode record) {
        boolean isAlert = Ecs.eventHas(record, "kind", "alert") || Ecs.eventHas(record, "kind", "signal");
        return isAlert && !EventTime.isOfCopy(record);
    }

    /** An alert about WerFault also tells the launch: often the alerts are all that is exported. */
    private static void tellAlert(
            JsonNode record, @Nullable ProcessRef process, @Nullable ProcessRef target, Observations observations) {
        String rule = Json.text(record, "rule", "name");
        String name = rule != null ? rule : Json.text(record, "message");
        String targetPath = target == null ? null : target.executable();
        if (name == null) {
            observations.missing("rule.name");
        }
        if (name == null || !AlertRelevance.isRelevant(process, name, targetPath, Json.text(record, "file", "name"))) {
            return;
        }
        ProcessRef parent = Ecs.parent(record);
        if (AlertRelevance.isWer(process)) {
            observations.processStarted(process, parent);
        }
        observations.detection(
                new VendorDetection(
                        "Elastic",
                        name,
                        Json.text(record, "event", "id"),
                        Pids.parse(Json.text(record, "Target", "process", "pid"))),
                process,
                parent);
    }
}
