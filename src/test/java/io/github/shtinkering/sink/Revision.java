package io.github.shtinkering.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Revisions of cases, with what a webhook looks at. */
public final class Revision {
    private static final List<String> BANDS = List.of("info", "low", "medium", "high", "critical");

    private Revision() {}

    /** An open attempt. */
    public static OutputDocument of(String id, int version, int severity, String... stages) {
        return ended(id, version, severity, "open", stages);
    }

    /** A case of another status. */
    public static OutputDocument ended(String id, int version, int severity, String status, String... stages) {
        return of(id, version, severity, status, null, stages);
    }

    /** An open attempt that belongs to a campaign. */
    public static OutputDocument inCampaign(String campaign, String id, int version, int severity, String... stages) {
        return of(id, version, severity, "open", campaign, stages);
    }

    private static OutputDocument of(
            String id, int version, int severity, String status, @Nullable String campaign, String... stages) {
        ObjectNode alert = DocumentJson.object();
        alert.putObject("event")
                .put("severity", severity)
                .put("risk_score", 20 * severity)
                .put("reason", "On h a program asked WerFault.exe to dump LSASS.")
                .put("start", "2026-11-12T10:02:00.000Z")
                .put("end", "2026-11-12T10:02:00.000Z")
                .put("created", "2026-11-12T10:03:00.000Z");
        alert.putObject("host").put("name", "host-of-" + id);
        alert.putObject("rule").put("id", "r").put("name", "LSASS Shtinkering").put("version", "1");
        ObjectNode own = alert.putObject("shtinkering");
        ObjectNode theCase = own.putObject("case")
                .put("id", id)
                .put("revision", version)
                .put("version", version)
                .put("verdict", "attempt")
                .put("status", status)
                .put("severity", BANDS.get(severity))
                .put("change", version == 1 ? "opened" : "evidence-added");
        List.of(stages).forEach(theCase.putArray("stages")::add);
        if (campaign != null) {
            own.putObject("campaign").put("id", campaign).put("kind", "campaign");
        }
        own.putArray("guide").add("Isolate the host.").add("ES|QL: FROM logs-*");
        return Digests.document(OutputDocument.Kind.ALERT, id, version, DocumentJson.write(alert));
    }
}
