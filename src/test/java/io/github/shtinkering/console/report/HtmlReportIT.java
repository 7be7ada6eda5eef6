package io.github.shtinkering.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.Cases;
import io.github.shtinkering.console.Chromium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The report in a real browser, opened as a file: nothing leaves it, and nothing in it runs but the console. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HtmlReportIT {
    private static final String HOSTILE =
            "</script><img src=http://127.0.0.1:9/x onerror=window.hacked=1><script>window.hacked=1</script>";

    @RegisterExtension
    static final Chromium BROWSER = new Chromium();

    @TempDir
    Path folder;

    @BeforeEach
    void startLightAndWide() throws Exception {
        BROWSER.look(1280, 900, "light");
        BROWSER.complaints();
        ObjectNode hostile = Cases.attempt("hostile", "<b>ws-9</b>", 95, HOSTILE);
        hostile.putObject("process").put("executable", HOSTILE).put("command_line", HOSTILE);
        hostile.withObject("/rule").put("reference", "javascript:window.hacked=1");
        ArrayNode links = hostile.withObject("/shtinkering").putArray("links");
        link(links, "host", HOSTILE, "https://siem.example/host?q=%3C%2Fscript%3E");
        link(links, "user", "data", "data:text/html,<script>opener.hacked=1</script>");
        link(links, "user", "relative", "//evil.example/x");
        link(links, "hash", "no address", HOSTILE);
        link(links, "record", "a user in it", "https://siem.example@evil.example/");
        link(links, "record", "padded", " \tjavascript:window.hacked=1");
        link(links, "__proto__", "no kind", "https://evil.example/");
        hostile.withObject("/shtinkering")
                .putArray("guide")
                .add("Run `" + HOSTILE + "`.")
                .add("KQL: host.name: x");
        Cases.write(
                folder,
                List.of(
                        hostile,
                        Cases.attempt("a", "ws-1", 92, "said once"),
                        Cases.attempt("b", "ws-2", 74, "two"),
                        Cases.attempt("c", "ws-3", 10, "three")));
        Cases.replace(folder.resolve("campaigns.ndjson"), List.of(campaign()));
        Files.writeString(folder.resolve("health.json"), """
                {"sources": [{"source": "<i>in.ndjson", "format": "winlogbeat", "records": 4, "irrelevant": 1, "decoded": 3,
                  "dead": 0, "newest_event_time": "2026-11-09T07:12:00.000Z"}], "invisible": []}""");
        HtmlReport.write(folder);
        BROWSER.open(folder.resolve("report.html").toUri().toString());
    }

    private static void link(ArrayNode links, String kind, String value, String url) {
        links.addObject().put("kind", kind).put("value", value).put("url", url);
    }

    private static ObjectNode campaign() {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.putObject("event").put("risk_score", 95);
        ObjectNode own = document.putObject("shtinkering").putObject("campaign");
        own.put("id", "c1").put("kind", "campaign").put("fingerprint", HOSTILE).put("why", HOSTILE);
        own.put("host_count", 2).put("first_seen", "2026-11-09T07:12:00Z").put("last_seen", "2026-11-09T07:13:00Z");
        own.putArray("hosts").add("ws-1").add("<b>ws-9</b>");
        own.putArray("stages").add("launch");
        return document;
    }

    /** Whatever was looked at: no request left the file, and no stranger's text ran. */
    @AfterEach
    void nothingLeftAndNothingRan() {
        assertThat(BROWSER.complaints()).as("what the browser complained of").isEmpty();
        assertThat(BROWSER.run("return window.hacked")).isNull();
        assertThat((List<?>) BROWSER.run("return performance.getEntriesByType('resource').map(entry => entry.name)"
                        + ".filter(name => !name.startsWith('data:'))"))
                .isEmpty();
        assertThat(BROWSER.all("img")).allMatch(image -> Objects.requireNonNull(image.getAttribute("src"))
                .startsWith("data:"));
        BROWSER.open("about:blank");
    }

    private void awaitRows(int count) {
        BROWSER.await(() -> BROWSER.all("#rows tr").size() == count);
    }

    @Test
    void theListIsTheConsoles() throws Exception {
        awaitRows(4);
        assertThat(BROWSER.texts("#rows .score")).containsExactly("95", "92", "74", "10");
        assertThat(BROWSER.the("#rows th a").getText()).isEqualTo("<b>ws-9</b>");
        assertThat(BROWSER.the("#notice").getText()).startsWith("1 cases are listed without a page");
        BROWSER.the("#read-details summary").click();
        assertThat(BROWSER.the("#read-rows").getText()).contains("<i>in.ndjson", "winlogbeat");
        BROWSER.assertAccessible("the report's list");
    }

    @Test
    void filtersNarrowTheListAndTheirFacetsCount() {
        awaitRows(4);
        BROWSER.the("#filters [value=critical]").click();
        awaitRows(2);
        assertThat(BROWSER.the("[data-severity=high]").getText()).isEqualTo("1");
        BROWSER.the("#q").sendKeys("telemetry.ndjson said once");
        awaitRows(1);
        assertThat(BROWSER.the("#rows th a").getText()).isEqualTo("ws-1");
    }

    @Test
    void aCaseOpensAndGoesBackToItsList() throws Exception {
        awaitRows(4);
        BROWSER.the("#rows th a").click();
        BROWSER.await(() -> !BROWSER.all("#guide").isEmpty());
        assertThat(BROWSER.the("h1").getText()).isEqualTo("<b>ws-9</b>");
        assertThat(BROWSER.the("#guide").getText()).contains(HOSTILE);
        assertThat(BROWSER.the("#happened")).isNotNull();
        assertThat(BROWSER.the("#processes").getText()).contains(HOSTILE);
        assertThat(BROWSER.the("#score-total").getText()).isEqualTo("95");
        assertThat(BROWSER.the("#notice").isDisplayed()).isFalse();
        BROWSER.assertAccessible("a case of the report");
        BROWSER.the("#back").click();
        awaitRows(4);
    }

    @Test
    void onlyAddressesOfTheWebAreLinks() throws Exception {
        awaitRows(4);
        BROWSER.the("#rows th a").click();
        BROWSER.await(() -> !BROWSER.all("#links").isEmpty());
        assertThat(BROWSER.all("#links a")).hasSize(1);
        WebElement link = BROWSER.the("#links a");
        assertThat(link.getText()).isEqualTo(HOSTILE);
        assertThat(link.getAttribute("href")).isEqualTo("https://siem.example/host?q=%3C%2Fscript%3E");
        assertThat(link.getAttribute("rel")).isEqualTo("noopener noreferrer");
        assertThat(link.getAttribute("target")).isEqualTo("_blank");
        BROWSER.run("addEventListener('click', event => {"
                + " window.wasFollowed = !event.defaultPrevented; event.preventDefault(); }, {once: true})");
        link.click();
        assertThat(BROWSER.run("return window.wasFollowed")).isEqualTo(true);
        assertThat(BROWSER.texts("#links dd"))
                .containsExactly(
                        "javascript:window.hacked=1",
                        HOSTILE,
                        "data",
                        "relative",
                        "no address",
                        "a user in it",
                        "padded");
        for (WebElement shown : BROWSER.all("#links dd")) {
            if (shown.findElements(By.tagName("a")).isEmpty()) {
                shown.click();
            }
        }
    }

    @Test
    void campaignsAreThereAndLeadToTheirHosts() throws Exception {
        awaitRows(4);
        BROWSER.the("nav [href='/campaigns']").click();
        BROWSER.await(() -> !BROWSER.all("article.campaign").isEmpty());
        assertThat(BROWSER.the("article").getText()).contains(HOSTILE);
        BROWSER.assertAccessible("the campaigns of the report");
        BROWSER.the(".hosts a").click();
        awaitRows(1);
        assertThat(BROWSER.the("#rows th a").getText()).isEqualTo("ws-1");
    }

    @Test
    void paperIsLightAndHasTheWholeTextAndNoControls() {
        awaitRows(4);
        BROWSER.lookOnPaper();
        assertThat(BROWSER.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        for (String control : List.of("nav[aria-label=Console]", "#keys-open", "#filters", "#read-details")) {
            assertThat(BROWSER.the(control).isDisplayed()).as(control).isFalse();
        }
        assertThat(BROWSER.the("#source").getText()).contains("written 20");
        assertThat(BROWSER.run("return [...document.querySelectorAll('.clamp')]"
                        + ".filter(text => text.scrollHeight > text.clientHeight).length"))
                .as("texts that are cut")
                .isEqualTo(0L);

        BROWSER.look(1280, 900, "light");
        BROWSER.the("#rows th a").click();
        BROWSER.await(() -> !BROWSER.all("#guide").isEmpty());
        assertThat(BROWSER.all("#guide .queries[open]")).isEmpty();
        assertThat(new String(BROWSER.printed(), 0, 4, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF");
        assertThat(BROWSER.all("#guide .queries[open]")).hasSize(1);
    }

    /** A report from somewhere may be opened at any address. */
    @Test
    void anAddressThatIsNoneIsTheList() {
        BROWSER.open(folder.resolve("report.html").toUri() + "#//evil.example/x?<script>");
        awaitRows(4);
    }
}
