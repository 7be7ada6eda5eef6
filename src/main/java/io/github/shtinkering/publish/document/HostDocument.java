package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.publish.json.JsonFields;
import io.github.shtinkering.publish.json.LsassJson;
import io.github.shtinkering.publish.state.RiskScore;
import io.github.shtinkering.publish.state.UserRisk;
import io.github.shtinkering.publish.text.DocumentTimes;
import java.util.List;

/** One line of {@code hosts.ndjson}. */
public final class HostDocument {
    /** Most cases that explain a risk. */
    private static final int SHARES = 16;

    private HostDocument() {}

    /** What sinks must know of it. */
    public static DocumentDigest digest(HostStatus status) {
        return DocumentDigest.of(new HostDigest(List.copyOf(status.telemetry()), status.sharedName()));
    }

    public static ObjectNode json(HostStatus status, RiskScore risk, List<UserRisk> users) {
        ObjectNode document = DocumentJson.object();
        ObjectNode host = document.putObject("host").put("name", status.hostName());
        JsonFields.putIfKnown(host, "id", status.hostId());
        document.putObject("event").put("end", DocumentTimes.text(status.newestMillis()));
        ObjectNode own = document.putObject("shtinkering");
        LsassJson.write(own.putObject("lsass"), status.lsass(), status.lsass());
        if (status.armed().armed()) {
            ObjectNode armed = own.putObject("armed");
            ArrayNode scopes = armed.putArray("scopes");
            status.armed().scopes().forEach(scopes::add);
            armed.put("since", DocumentTimes.text(status.armedSinceMillis()));
            armed.putObject("by").put("executable", status.armedByExecutable()).put("user", status.armedByUser());
        } else {
            own.putNull("armed");
        }
        risk(own.putObject("risk"), risk);
        ArrayNode people = own.putArray("users");
        users.forEach(user -> risk(people.addObject().put("name", user.user()).putObject("risk"), user.risk()));
        ArrayNode telemetry = own.putArray("telemetry");
        status.telemetry().forEach(telemetry::add);
        own.put("name_shared", status.sharedName());
        own.put("facts_evicted", status.evicted());
        return document;
    }

    /** With what is left of each case: they add up to the score. */
    private static void risk(ObjectNode json, RiskScore risk) {
        json.put("score", risk.score())
                .put("half_life", "P" + RiskScore.HALF_LIFE_DAYS + "D")
                .put("as_of", DocumentTimes.text(risk.asOfMillis()));
        ArrayNode cases = json.putArray("cases");
        risk.shares().stream().limit(SHARES).forEach(share -> cases.addObject()
                .put("id", share.caseId())
                .put("score", share.caseScore())
                .put("risk", Math.round(share.risk() * 100) / 100.0));
    }
}
