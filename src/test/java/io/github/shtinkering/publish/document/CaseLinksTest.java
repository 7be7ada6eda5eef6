package io.github.shtinkering.publish.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseLinksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONSOLE = "https://console.example/";

    @Test
    void linkToWhatTheCaseNames() throws Exception {
        ObjectNode alert = alert("ws-01", "CORP\\adm kb");
        CaseLinks.add(
                alert,
                new LinkTemplates(
                        "https://wiki.example/shtinkering",
                        CONSOLE + "host/{value}?from={from}&to={to}",
                        CONSOLE + "user?name={value}&host={host}",
                        CONSOLE + "file/{value}",
                        CONSOLE + "kafka/{topic}/{partition}/{offset}"));

        assertThat(alert.at("/rule/reference").asText()).isEqualTo("https://wiki.example/shtinkering");
        assertThat(urls(alert))
                .containsExactly(
                        CONSOLE + "host/ws-01?from=2026-11-12T09%3A02%3A00.000Z&to=2026-11-12T11%3A03%3A00.000Z",
                        CONSOLE + "user?name=CORP%5Cadm%20kb&host=ws-01",
                        CONSOLE + "file/aa11",
                        CONSOLE + "kafka/sec.events-v1/3/42");
        assertThat(alert.at("/shtinkering/links/3/value").asText())
                .as("the record of a file has no place in Kafka")
                .isEqualTo("sec.events-v1-3-42");
    }

    @Test
    void withoutTemplatesThereIsTheRulesPageOnly() throws Exception {
        ObjectNode alert = alert("ws-01", "u");
        CaseLinks.add(alert, LinkTemplates.NONE);
        assertThat(alert.at("/rule/reference").asText()).startsWith("https://attack.mitre.org/");
        assertThat(alert.path("shtinkering").has("links")).isFalse();
    }

    @Test
    void whatAnAttackerChoosesStaysOnePartOfTheAddress() throws Exception {
        for (String hostile : List.of(
                "../../x",
                "a&b=c#d?e",
                "javascript:alert(1)",
                "{host}{from}",
                "\"><script>",
                "a b\u00e9\u202e",
                "%2e%2e")) {
            ObjectNode alert = alert(hostile, hostile);
            CaseLinks.add(
                    alert,
                    new LinkTemplates("https://a.example/", CONSOLE + "h/{value}", CONSOLE + "u/{value}", null, null));
            assertThat(urls(alert)).hasSize(2).allSatisfy(url -> {
                URI uri = URI.create(url);
                assertThat(uri.getHost()).isEqualTo("console.example");
                assertThat(uri.getRawPath()).matches("/[hu]/[A-Za-z0-9%._*-]+");
                assertThat(uri.getRawQuery()).isNull();
                assertThat(uri.getPath().substring(3)).isEqualTo(hostile);
            });
        }
    }

    @Test
    void aFloodOfAccountsMakesTenLinks() throws Exception {
        ObjectNode alert = alert("ws-01", "u");
        for (int i = 0; i < 100; i++) {
            alert.withArray("/related/user").add("u" + i);
        }
        CaseLinks.add(alert, new LinkTemplates("https://a.example/", null, CONSOLE + "{value}", null, null));
        assertThat(urls(alert)).hasSize(10);
    }

    private static List<String> urls(JsonNode alert) {
        List<String> urls = new ArrayList<>();
        alert.at("/shtinkering/links").forEach(link -> urls.add(link.path("url").asText()));
        return urls;
    }

    private static ObjectNode alert(String host, String user) throws Exception {
        ObjectNode alert = (ObjectNode) JSON.readTree("""
                {"event": {"start": "2026-11-12T10:02:00.000Z", "end": "2026-11-12T10:03:00.000Z"},
                 "rule": {"id": "r"}, "host": {}, "related": {"hash": ["aa11"], "user": []},
                 "shtinkering": {"evidence": [{"origins": ["sec.events-v1-3-42"]}, {"origins": ["in/a.ndjson:7"]}]}}
                """);
        alert.withObject("/host").put("name", host);
        alert.withArray("/related/user").add(user);
        return alert;
    }
}
