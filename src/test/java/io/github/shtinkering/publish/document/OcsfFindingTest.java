package io.github.shtinkering.publish.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.sink.SchemaAssert;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alert as a finding of OCSF. Every alert of the other tests is held against its schema, too. */
public class OcsfFindingTest {
    public static final String ALERT = """
            {"@timestamp":"2026-11-09T08:01:02Z","event":{"kind":"alert","category":["process"],"type":["info"],\
            "start":"2026-11-09T08:00:00Z","end":"2026-11-09T08:01:02Z","created":"2026-11-09T08:01:03Z",\
            "risk_score":95,"severity":4,"reason":"LSASS was dumped."},"host":{"name":"ws-01","id":"h-1"},\
            "rule":{"id":"r","name":"LSASS Shtinkering","version":"1"},\
            "threat":{"framework":"MITRE ATT&CK","tactic":{"id":["TA0006","TA0005"],"name":["a","b"]},\
            "technique":{"id":["T1003","T1112"],"name":["c","d"],"subtechnique":{"id":["T1003.001"],"name":["e"]}}},\
            "process":{"pid":7,"name":"WerFault.exe","executable":"C:\\\\x\\\\WerFault.exe","command_line":"x -u",\
            "parent":{"pid":6}},"user":{"name":"adm","domain":"CORP","id":"S-1"},\
            "shtinkering":{"case":{"id":"c1","revision":2,"version":17,"verdict":"attempt","status":"open",\
            "change":"stage-added"},"lsass":{"pid":744,"resolution":"confirmed","sources":["process start"]},\
            "evidence":[{"id":"e1","stage":"launch","formats":["winlogbeat"]}],"guide":["look","act"]}}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isAFindingUnderTheCaseId() throws Exception {
        JsonNode finding = finding(ALERT);
        SchemaAssert.assertKeepsSchema("ocsf-detection-finding", finding.toString());
        assertThat(finding.at("/finding_info/uid").asText()).isEqualTo("c1");
        assertThat(finding.at("/metadata/uid").asText()).isEqualTo("c1@17");
        assertThat(finding.path("time").asLong())
                .isEqualTo(Instant.parse("2026-11-09T08:01:03Z").toEpochMilli());
        assertThat(finding.path("severity_id").asInt()).isEqualTo(5);
        assertThat(finding.path("confidence").asText()).isEqualTo("High");
        assertThat(finding.at("/finding_info/attacks/0/sub_technique/uid").asText())
                .isEqualTo("T1003.001");
        assertThat(finding.at("/finding_info/attacks/1").has("sub_technique")).isFalse();
        assertThat(finding.at("/finding_info/attacks/1/tactic/uid").asText()).isEqualTo("TA0005");
        assertThat(finding.at("/evidences/0/process/user/domain").asText()).isEqualTo("CORP");
        assertThat(finding.at("/evidences/0/process/parent_process/pid").asInt())
                .isEqualTo(6);
        assertThat(finding.at("/unmapped/shtinkering/case/version").asInt()).isEqualTo(17);
        assertThat(finding.at("/remediation/desc").asText()).isEqualTo("look\nact");
    }

    @ParameterizedTest
    @CsvSource({
        "opened,      open,       1, 1, true",
        "pid-learnt,  open,       2, 1, true",
        "opened,      suppressed, 1, 3, true",
        "settled,     settled,    2, 1, true",
        "withdrawn,   withdrawn,  3, 4, false",
        "merged,      merged,     3, 5, false"
    })
    void hasTheLifeOfTheCase(String change, String status, int activity, int statusId, boolean isAlert)
            throws Exception {
        JsonNode finding = finding(
                ALERT.replace("stage-added", change).replace("\"status\":\"open\"", "\"status\":\"" + status + "\""));
        SchemaAssert.assertKeepsSchema("ocsf-detection-finding", finding.toString());
        assertThat(finding.path("activity_id").asInt()).isEqualTo(activity);
        assertThat(finding.path("type_uid").asInt()).isEqualTo(200400 + activity);
        assertThat(finding.path("status_id").asInt()).isEqualTo(statusId);
        assertThat(finding.path("is_alert").asBoolean()).isEqualTo(isAlert);
    }

    private static JsonNode finding(String alert) throws Exception {
        return JSON.readTree(OcsfFinding.of(JSON.readTree(alert)));
    }
}
