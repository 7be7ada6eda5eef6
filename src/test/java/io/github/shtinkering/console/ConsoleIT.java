package io.github.shtinkering.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.files.FilesSource;
import io.github.shtinkering.console.web.AccessControl;
import io.github.shtinkering.console.web.ConsoleServer;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.replay.ReplayRun;
import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.sink.SchemaAssert;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console in a real browser, over what the job found in a simulated fleet. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ConsoleIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant DAY = Instant.parse("2026-11-09T00:00:00Z");
    private static final String CHAIN = "/case?id=";

    @RegisterExtension
    static final Chromium BROWSER = new Chromium();

    @TempDir
    static Path fleet;

    @TempDir
    Path folder;

    private @Nullable ConsoleServer server;

    @BeforeAll
    static void findCases() throws Exception {
        SimulatedFleet.Settings settings =
                new SimulatedFleet.Settings(1, DAY.toEpochMilli(), Duration.ofDays(1), 200, 2_000);
        new SimulatedFleet(settings).writeTo(fleet.resolve("telemetry"));
        InputFiles input = InputFiles.below(List.of(fleet.resolve("telemetry/telemetry.ndjson")));
        ReplayRun.of(JobConfig.defaults(), input, fleet.resolve("found")).run();
        SchemaAssert.assertKeepsSchemas(fleet.resolve("found"));
        if (Files.size(fleet.resolve("found/campaigns.ndjson")) == 0) {
            Cases.replace(fleet.resolve("found/campaigns.ndjson"), List.of(campaign("ws-0001", "ws-0002", "lt-0003")));
        }
    }

    @BeforeEach
    void startLightAndWide() {
        BROWSER.look(1280, 900, "light");
        BROWSER.complaints();
    }

    @AfterEach
    void stop() {
        List<String> complaints = BROWSER.complaints();
        BROWSER.open("about:blank");
        if (server != null) {
            server.close();
        }
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    private String serve(Path directory) throws IOException {
        return serve(directory, AccessControl.loopback(Set.of()));
    }

    private String serve(Path directory, AccessControl access) throws IOException {
        server = ConsoleServer.start(InetAddress.getLoopbackAddress(), 0, access, new FilesSource(directory));
        return server.url().replaceFirst("/$", "");
    }

    @Test
    void theCasesAreShownWorstFirst() throws IOException {
        BROWSER.open(serve(fleet.resolve("found")));
        List<JsonNode> expected = found().stream()
                .filter(kase -> !status(kase).equals("merged"))
                .sorted(Comparator.comparingInt(ConsoleIT::score).reversed())
                .toList();

        List<String> scores =
                BROWSER.await(() -> shownWhen(!BROWSER.all("#rows tr").isEmpty(), "#rows .score"));

        assertThat(scores)
                .isEqualTo(expected.stream()
                        .limit(50)
                        .map(kase -> Integer.toString(score(kase)))
                        .toList());
        assertThat(BROWSER.texts("#rows .severity").get(0)).contains("critical");
        long toRead = expected.stream()
                .filter(kase -> Set.of("open", "settled").contains(status(kase)) && score(kase) > 20)
                .count();
        assertThat(BROWSER.await(
                        () -> shownWhen(!BROWSER.the("#read-number").getText().equals("–"), "#read-number")))
                .containsExactly(Long.toString(toRead));
        assertThat(BROWSER.the("#armed-number").getText()).isNotEqualTo("0");
        assertThat(BROWSER.texts("#blind-list li")).isNotEmpty().allMatch(line -> line.contains("hosts"));
        assertThat(BROWSER.the("#campaigns-text").getText()).isEqualTo("1 campaign, 1 deployment, 1 crash storm");
        assertThat(BROWSER.all(".tile.warning")).isEmpty();
    }

    /** More than one record in a hundred dead cannot be overlooked, and no host is no reason to be calm. */
    @Test
    void deadRecordsAreAWarningWithCausesAndExamples() throws IOException {
        Cases.write(folder, List.of());
        Files.writeString(folder.resolve("hosts.ndjson"), "");
        Files.writeString(folder.resolve("health.json"), "{\"invisible\": []}");
        Files.writeString(
                folder.resolve("summary.json"),
                "{\"records_in\": 10, \"records_decoded\": 0, \"records_dead_lettered\": 10}");
        Files.writeString(
                folder.resolve("dead-letter.ndjson"),
                "{\"error\": {\"code\": \"not-json\", \"message\": \"broken <b>\"}, \"origin\": \"a.ndjson:7\","
                        + " \"record\": \"{x\"}\n");
        BROWSER.open(serve(folder));
        BROWSER.await(() -> BROWSER.the("#dead-number").getText().equals("10"));
        assertThat(BROWSER.the("#dead-text").getText()).contains("Warning: 100 % of 10 records could not be read");
        assertThat(BROWSER.all(".tile.warning")).hasSize(1);
        assertThat(BROWSER.the("#blind-number").getText()).isEqualTo("not known");
        assertThat(BROWSER.texts("#blind-list li")).singleElement().asString().contains("Every record is dead");
        BROWSER.assertAccessible("the list with dead records");

        BROWSER.the("#dead-text a").click();
        BROWSER.await(() -> !BROWSER.all("#content article").isEmpty());
        assertThat(BROWSER.the("#content").getText()).contains("not-json", "1 record", "a.ndjson:7: broken <b>", "{x");
        BROWSER.assertAccessible("the dead records");
    }

    @Test
    void aCaseOpensAndTellsItsStagesInOrder() throws IOException {
        BROWSER.open(serve(fleet.resolve("found")));
        WebElement first = BROWSER.the("#rows a");
        String host = first.getText();
        first.click();

        assertThat(BROWSER.the("h1").getText()).isEqualTo(host);
        assertThat(BROWSER.texts("#happened .story .name").subList(0, 3))
                .satisfiesExactly(
                        name -> assertThat(name).endsWith("Arming"),
                        name -> assertThat(name).endsWith("Launch"),
                        name -> assertThat(name).endsWith("Dump"));
        List<String> stages = BROWSER.all("#happened .piece").stream()
                .map(piece -> Objects.requireNonNull(piece.getDomAttribute("data-stage")))
                .toList();
        assertThat(stages).contains("launch", "dump");
        assertThat(stages.indexOf("launch")).isLessThan(stages.indexOf("dump"));
        assertThat(BROWSER.texts("#happened .piece time")).isNotEmpty();
        assertThat(times("#happened .piece time")).isSorted();
        assertThat(BROWSER.texts("#processes .image")).contains("lsass.exe").endsWith("lsass.exe");
        assertThat(BROWSER.texts("#guide .guide li").get(0)).contains(host);
    }

    @Test
    void theWholeChainStandsInItsOrder() throws IOException {
        JsonNode whole = found().stream()
                .filter(kase -> kase.at("/shtinkering/case/stages").size() == 3)
                .findFirst()
                .orElseThrow();
        BROWSER.open(serve(fleet.resolve("found")) + CHAIN + id(whole));
        BROWSER.the("h1");
        assertThat(BROWSER.all("#happened .piece").stream()
                        .map(piece -> piece.getDomAttribute("data-stage"))
                        .filter(Set.of("arming", "launch", "dump")::contains)
                        .distinct())
                .containsExactly("arming", "launch", "dump");
        assertThat(BROWSER.texts("#happened .story .what")).allMatch(what -> !what.contains("not seen"));
    }

    @Test
    void aCaseShowsWhatTheFleetMakesOfIt() throws IOException {
        ObjectNode document = Cases.attempt("a", "ws-1", 78, "one");
        ObjectNode own = (ObjectNode) document.get("shtinkering");
        own.putObject("campaign").put("id", "c1").put("kind", "crash-storm");
        own.putObject("prevalence")
                .put("of", "launch")
                .put("host_count", 4_150)
                .put("host_count_error", 102)
                .put("fleet_hosts", 5_000)
                .put("fleet_hosts_error", 123)
                .put("share_percent", 83)
                .put("since", "2026-11-03T07:12:00.000Z");
        own.putObject("vendor")
                .put("answer", "refutes")
                .put("hosts_alerted", 4_000)
                .put("hosts_with_same_answer", 3_999);
        SchemaAssert.assertAlert(document.toString());
        ObjectNode alone = Cases.attempt("b", "ws-2", 78, "two");
        Cases.write(folder, List.of(document, alone));
        ObjectNode group = campaign("ws-1", "<b>ws-3</b>");
        ((ObjectNode) group.at("/shtinkering/campaign")).put("id", "c1").put("why", "one <i>launch</i>");
        Cases.replace(folder.resolve("campaigns.ndjson"), List.of(group));
        String url = serve(folder);
        BROWSER.open(url + CHAIN + "a");

        assertThat(BROWSER.the("#prevalence").getText())
                .contains("same program, same form")
                .contains("83 % of hosts, about 4,150 (± 102) of about 5,000 (± 123) since 2026-11-03");
        assertThat(BROWSER.the("#vendor").getText())
                .contains("contradicts")
                .contains("on 3,999 of 4,000 hosts with an alert");
        assertThat(BROWSER.await(() -> shownWhen(!BROWSER.all("#group .hosts a").isEmpty(), "#group .hosts a")))
                .containsExactly("ws-1", "<b>ws-3</b>");
        assertThat(BROWSER.the("#group").getText()).contains("one <i>launch</i>");
        BROWSER.assertAccessible("a case with its fleet");
        BROWSER.the("#group h3 a").click();
        BROWSER.await(() -> BROWSER.path().startsWith("/campaigns"));
        assertThat(BROWSER.the(".campaign h2").getDomAttribute("id")).isEqualTo("campaign-c1");
        assertThat(BROWSER.the("nav [aria-current=page]").getText()).isEqualTo("Campaigns");

        BROWSER.open(url + CHAIN + "b");
        BROWSER.the("#score-total");
        assertThat(BROWSER.all("#fleet")).isEmpty();
    }

    @Test
    void thePartsOnThePageAddUpToTheScore() throws IOException {
        String url = serve(fleet.resolve("found"));
        List<JsonNode> different = new ArrayList<>();
        found().stream()
                .filter(kase -> different.stream()
                        .noneMatch(other -> score(other) == score(kase)
                                && other.at("/shtinkering/score/parts").size()
                                        == kase.at("/shtinkering/score/parts").size()))
                .forEach(different::add);
        assertThat(different).hasSizeGreaterThan(4);
        for (JsonNode kase : different) {
            BROWSER.open(url + CHAIN + id(kase));
            String total = BROWSER.the("#score-total").getText();
            int sum = BROWSER.all("#score [data-points]").stream()
                    .mapToInt(points -> Integer.parseInt(points.getDomAttribute("data-points")))
                    .sum();
            assertThat(total).isEqualTo(Integer.toString(score(kase)));
            assertThat(sum).isEqualTo(score(kase));
            List<String> sums = BROWSER.texts("#score td.sum");
            assertThat(sums.get(sums.size() - 1)).isEqualTo(total);
        }
    }

    @Test
    void hostileTextDoesNothingAndIsShown() throws IOException {
        String host = "<script>document.title='owned';alert(1)</script>";
        String reason = "<img src=x onerror=alert(2)> \u001b[2J\u202egnp.exe \u0000 javascript:alert(3)";
        ObjectNode document = Cases.attempt("'\"><svg onload=alert(4)>&id=b", host, 92, reason);
        document.putObject("process")
                .put("command_line", reason)
                .put("executable", host)
                .put("pid", 1);
        ((ObjectNode) document.get("shtinkering"))
                .putArray("guide")
                .add("`" + reason + "`")
                .add("KQL: " + reason);
        Cases.write(folder, List.of(document));
        BROWSER.open(serve(folder));

        assertThat(BROWSER.the("#rows a").getText()).isEqualTo(host);
        assertThat(BROWSER.the("#rows .clamp").getText())
                .contains("<img src=x onerror=alert(2)>", "␛[2J", "U+202E", "␀", "javascript:alert(3)");
        BROWSER.the("#rows a").click();
        assertThat(BROWSER.the("h1").getText()).isEqualTo(host);
        assertThat(BROWSER.the("#processes .command").getText()).contains("␛[2J", "U+202E");
        BROWSER.the("#guide .queries summary").click();
        assertThat(BROWSER.the("#guide pre").getText()).contains("<img src=x onerror=alert(2)>");
        assertThat(
                        BROWSER.run(
                                "return document.querySelectorAll('main script, main img, main svg, [onerror], [onload]').length"))
                .isEqualTo(0L);
        assertThat(BROWSER.run("return document.title"))
                .asString()
                .startsWith("<script>")
                .endsWith("Shtinkering console");
        // A dialog would have made every command after it fail.
        BROWSER.assertAccessible("a hostile case");
    }

    @Test
    void theKeyboardAloneSuffices() throws IOException {
        BROWSER.open(serve(fleet.resolve("found")));
        BROWSER.the("#rows a");
        BROWSER.press(Keys.TAB);
        assertThat(BROWSER.focused().getText()).isEqualTo("Skip to the cases");
        BROWSER.press(Keys.ENTER);
        assertThat(BROWSER.focused().getDomAttribute("id")).isEqualTo("cases-title");

        BROWSER.press("j", "j");
        assertThat(focusedRow()).isEqualTo(1);
        BROWSER.press(Keys.ARROW_DOWN);
        assertThat(focusedRow()).isEqualTo(2);
        BROWSER.press(Keys.ARROW_UP, "k", "k");
        assertThat(focusedRow()).as("the first has none before it").isZero();
        BROWSER.press("j");
        String host = BROWSER.focused().getText();

        BROWSER.press("?");
        assertThat(BROWSER.the("#keys").isDisplayed()).isTrue();
        BROWSER.press(Keys.ESCAPE);
        assertThat(BROWSER.the("#keys").isDisplayed()).isFalse();

        BROWSER.press("/");
        assertThat(BROWSER.focused().getDomAttribute("id")).isEqualTo("q");
        BROWSER.press(host);
        BROWSER.await(() ->
                BROWSER.path().contains("q=" + host) && BROWSER.all("#rows tr").size() < 5);
        BROWSER.press(Keys.ESCAPE, "j", Keys.ENTER);
        assertThat(BROWSER.await(() ->
                        BROWSER.path().startsWith("/case") ? BROWSER.the("h1").getText() : null))
                .isEqualTo(host);
        BROWSER.press(Keys.ESCAPE);
        BROWSER.await(() -> BROWSER.path().equals("/?q=" + host));
        assertThat(BROWSER.the("#q").getDomProperty("value")).isEqualTo(host);
        assertThat(BROWSER.the("#rows a").getText()).isEqualTo(host);
        BROWSER.await(() -> focusedRow() == 0);
    }

    /** What to do stands below the headline; who did what, and each dump, is told. */
    @Test
    void theGuideComesFirstAndPeopleHaveTheirRoles() throws IOException {
        ObjectNode document = Cases.attempt("a", "ws-1", 78, "one");
        ObjectNode own = (ObjectNode) document.get("shtinkering");
        user(own, "CORP\\adm1", "armed-by");
        user(own, "CORP\\adm1", "read-by").put("address", "10.1.1.9");
        user(own, "CORP\\bob", "logged-on").put("logon_type", 2);
        dump(own, "procdump.exe", "C:\\t\\lsass.dmp").putObject("hash").put("sha256", "ab".repeat(32));
        dump(own, "Taskmgr.exe", "C:\\u\\lsass.DMP").put("command_line", "taskmgr /x");
        SchemaAssert.assertAlert(document.toString());
        Cases.write(folder, List.of(document));
        BROWSER.open(serve(folder) + CHAIN + "a");

        assertThat(BROWSER.the("#guide li").getText()).isEqualTo("Isolate ws-1.");
        assertThat(BROWSER.run("return document.querySelector('.case-head').nextElementSibling.id"))
                .isEqualTo("guide");
        assertThat(BROWSER.texts(".users li"))
                .containsExactly(
                        "CORP\\adm1 enabled the dumps, read the dump from 10.1.1.9",
                        "CORP\\bob was logged on (type 2)");
        assertThat(BROWSER.the("#processes").getText())
                .contains("procdump.exe", "C:\\t\\lsass.dmp", "ab".repeat(32), "Taskmgr.exe", "C:\\u\\lsass.DMP")
                .contains("taskmgr /x");
        BROWSER.assertAccessible("a case with roles");
    }

    private static ObjectNode user(ObjectNode own, String name, String role) {
        ObjectNode user = own.withArray("users").addObject().put("name", name).put("role", role);
        user.put("person", true).putArray("evidence");
        return user;
    }

    private static ObjectNode dump(ObjectNode own, String program, String path) {
        ObjectNode evidence = own.withArray("evidence").addObject();
        evidence.put("id", path).put("stage", "dump").put("time", "2026-11-09T07:12:00.000Z");
        evidence.putArray("formats").add("winlogbeat");
        evidence.putArray("origins").add("telemetry.ndjson:2");
        evidence.put("count", 1).put("summary", "a dump").put("path", path);
        return evidence.putObject("process").put("name", program);
    }

    private static long focusedRow() {
        return BROWSER.all("#rows a").indexOf(BROWSER.focused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void noPageHasASeriousFault(String colours) throws IOException {
        BROWSER.look(1280, 900, colours);
        String url = serve(fleet.resolve("found"));
        BROWSER.open(url);
        BROWSER.the("#rows a");
        BROWSER.run("document.getElementById('armed-details').open = true");
        BROWSER.assertAccessible("the list, " + colours);
        BROWSER.press("?");
        BROWSER.assertAccessible("the help, " + colours);

        for (String verdict : List.of("attempt", "precursor", "lsass-crash", "benign")) {
            JsonNode kase = found().stream()
                    .filter(k -> k.at("/shtinkering/case/verdict").asText().equals(verdict))
                    .findFirst()
                    .orElseThrow();
            BROWSER.open(url + CHAIN + id(kase));
            BROWSER.the("#score-total");
            BROWSER.run("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            BROWSER.assertAccessible(verdict + ", " + colours);
        }
        BROWSER.open(url + "/campaigns");
        BROWSER.the(".campaign");
        BROWSER.assertAccessible("the campaigns, " + colours);
        BROWSER.look(360, 780, colours);
        BROWSER.open(url);
        BROWSER.the("#rows a");
        BROWSER.assertAccessible("the narrow list, " + colours);
    }

    @Test
    void aNewCaseAppearsWithoutReloading() throws IOException {
        BROWSER.open(serve(folder));
        BROWSER.await(() -> BROWSER.the("#empty").getText().startsWith("No case yet"));
        BROWSER.run("window.stillThere = true");

        Files.createDirectory(folder.resolve(".shtinkering"));
        Cases.write(folder, List.of(Cases.attempt("a", "ws-1", 78, "one")));
        BROWSER.await(() -> BROWSER.texts("#rows a").equals(List.of("ws-1")));
        BROWSER.press("j");
        Cases.write(folder, List.of(Cases.attempt("a", "ws-1", 78, "one"), Cases.attempt("b", "ws-2", 92, "two")));
        BROWSER.await(() -> BROWSER.texts("#rows a").equals(List.of("ws-2", "ws-1")));

        assertThat(BROWSER.focused().getText()).as("stays where the reader was").isEqualTo("ws-1");
        assertThat(BROWSER.run("return document.getElementById('announcements').textContent"))
                .isEqualTo("1 new case");
        BROWSER.await(() -> BROWSER.the("#read-number").getText().equals("2"));
        BROWSER.await(() -> BROWSER.the("#source").getText().startsWith("Live"));
        assertThat(BROWSER.run("return window.stillThere")).isEqualTo(true);
    }

    @Test
    void anOpenCaseFollowsItsRevisions() throws IOException {
        ObjectNode document = Cases.attempt("a", "ws-1", 78, "one");
        Cases.write(folder, List.of(document));
        BROWSER.open(serve(folder) + CHAIN + "a");
        BROWSER.await(() -> BROWSER.the(".lead").getText().equals("one"));
        ObjectNode next = Cases.attempt("a", "ws-1", 92, "one, and then two");
        Cases.kase(next).put("revision", 2).put("change", "severity-raised").put("previous_severity", "high");
        Cases.write(folder, List.of(next));
        BROWSER.await(() -> BROWSER.the(".lead").getText().equals("one, and then two"));
        assertThat(BROWSER.the("#score-total").getText()).isEqualTo("92");
    }

    @Test
    void filtersStandInTheAddressAndSurviveReloading() throws IOException {
        String url = serve(fleet.resolve("found"));
        BROWSER.open(url);
        BROWSER.the("#rows a");
        BROWSER.the("[name=severity][value=medium]").click();
        BROWSER.the("#verdict option[value=precursor]").click();
        BROWSER.await(() -> BROWSER.path().endsWith("verdict=precursor"));
        assertThat(BROWSER.path()).isEqualTo("/?severity=medium&verdict=precursor");
        BROWSER.await(() -> BROWSER.texts("#rows .verdict").stream().allMatch("Precursor"::equals));
        List<String> hosts = BROWSER.texts("#rows a");
        assertThat(hosts).isNotEmpty();
        BROWSER.open(url + BROWSER.path());
        BROWSER.await(() -> BROWSER.texts("#rows a").equals(hosts));
        assertThat(BROWSER.the("#export-csv").getDomProperty("href")).endsWith("severity=medium&verdict=precursor");
        BROWSER.open(url + "/?host=nowhere");
        BROWSER.await(() -> BROWSER.the("#empty").getText().startsWith("No case matches"));
    }

    /** What the range of time leaves out is said, beside the tile and above the list, and is one step away. */
    @Test
    void aRangeOfTimeIsChosenAndStatedAndLeavesNothingUnsaid() throws IOException {
        ObjectNode old = Cases.emittedBefore(Duration.ofDays(8), Cases.attempt("old", "ws-2", 78, "two"));
        Cases.kase(old).put("status", "settled");
        Cases.write(folder, List.of(Cases.attempt("new", "ws-1", 92, "one"), old));
        String url = serve(folder);
        BROWSER.open(url);
        BROWSER.await(() -> BROWSER.the("#read-number").getText().equals("2"));
        assertThat(BROWSER.the("#within option:checked").getText()).isEqualTo("at any time");
        assertThat(BROWSER.texts("#rows a")).containsExactly("ws-1", "ws-2");
        assertThat(BROWSER.path()).isEqualTo("/");

        BROWSER.the("#within option[value=P7D]").click();
        BROWSER.await(() -> BROWSER.the("#read-number").getText().equals("1"));
        assertThat(BROWSER.texts("#rows a")).containsExactly("ws-1");
        assertThat(BROWSER.the("#within option:checked").getText()).isEqualTo("in the last 7 days");
        assertThat(BROWSER.the("#count").getText()).isEqualTo("1 case changed in the last 7 days, 1 older");
        assertThat(BROWSER.the("#export-csv").getDomProperty("href")).endsWith("?within=P7D");
        assertThat(BROWSER.path()).isEqualTo("/?within=P7D");

        BROWSER.the("#within option[value=P30D]").click();
        BROWSER.await(() -> BROWSER.the("#read-number").getText().equals("2"));
        BROWSER.await(() -> BROWSER.texts("#rows a").equals(List.of("ws-1", "ws-2")));
        assertThat(BROWSER.path()).isEqualTo("/?within=P30D");
        assertThat(BROWSER.the("#read-older").isDisplayed()).isFalse();
        assertThat(BROWSER.the("#read-counts a").getDomProperty("href")).endsWith("&within=P30D");
        BROWSER.open(url + BROWSER.path());
        BROWSER.await(() -> BROWSER.the("#read-number").getText().equals("2"));

        BROWSER.open(url + "/?within=P7D");
        BROWSER.await(() -> BROWSER.the("#read-older").getText().equals("1 older"));
        BROWSER.the("#read-older").click();
        BROWSER.await(() -> BROWSER.texts("#rows a").equals(List.of("ws-1", "ws-2")));
        assertThat(BROWSER.path()).isEqualTo("/?status=to-read&within=all");
        assertThat(BROWSER.the("#within option:checked").getText()).isEqualTo("at any time");
        assertThat(BROWSER.the("#count").getText()).isEqualTo("2 cases");

        BROWSER.open(url + "/?host=ws-2&within=P7D");
        BROWSER.await(() -> BROWSER.the("#empty")
                .getText()
                .startsWith("No case that matches these filters was changed in the last 7 days."));
        BROWSER.the("#empty a").click();
        BROWSER.await(() -> BROWSER.texts("#rows a").equals(List.of("ws-2")));
        BROWSER.assertAccessible("a range of time");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 640, 1280})
    void nothingIsCutOffAtAnyWidth(int width) throws IOException {
        BROWSER.look(width, 780, "light");
        String url = serve(fleet.resolve("found"));
        List<String> pages = List.of("/", CHAIN + id(found().get(0)), "/campaigns");
        for (String page : pages) {
            BROWSER.open(url + page);
            BROWSER.the("#rows a, #score-total, .campaign");
            assertThat(BROWSER.run("return document.scrollingElement.scrollWidth"))
                    .as("width of %s", page)
                    .isEqualTo((long) width);
        }
    }

    @Test
    void aTokenIsAskedForAndOpens() throws IOException {
        Cases.write(folder, List.of(Cases.attempt("a", "ws-1", 78, "one")));
        BROWSER.open(serve(folder, AccessControl.withToken("correct-horse-battery", Set.of())));
        BROWSER.assertAccessible("the login");
        BROWSER.press("wrong", Keys.ENTER);
        BROWSER.await(() -> BROWSER.the("#refused").isDisplayed());
        BROWSER.the("#token").sendKeys("correct-horse-battery", Keys.ENTER);
        assertThat(BROWSER.the("#rows a").getText()).isEqualTo("ws-1");
    }

    /** For the README: {@code -Dconsole.screenshots=docs/images}. */
    @Test
    void screenshots() throws IOException {
        Path directory = Path.of(System.getProperty("console.screenshots", folder.toString()));
        String url = serve(fleet.resolve("found"));
        JsonNode whole = found().stream()
                .filter(kase -> kase.at("/shtinkering/case/stages").size() == 3)
                .max(Comparator.comparingInt(
                        kase -> kase.at("/shtinkering/evidence").size()))
                .orElseThrow();
        BROWSER.look(1280, 860, "light");
        BROWSER.open(url);
        BROWSER.the("#rows a");
        BROWSER.await(() -> !BROWSER.the("#read-number").getText().equals("–"));
        BROWSER.screenshot(directory.resolve("console-overview.png"));
        BROWSER.look(1280, 1180, "light");
        BROWSER.open(url + CHAIN + id(whole));
        BROWSER.the("#score-total");
        BROWSER.screenshot(directory.resolve("console-case.png"));
        BROWSER.look(1280, 860, "dark");
        BROWSER.screenshot(directory.resolve("console-case-dark.png"));
        assertThat(directory.resolve("console-overview.png")).isNotEmptyFile();
    }

    private static @Nullable List<String> shownWhen(boolean ready, String selector) {
        return ready ? BROWSER.texts(selector) : null;
    }

    private static List<Instant> times(String selector) {
        return BROWSER.all(selector).stream()
                .map(time -> Instant.parse(Objects.requireNonNull(time.getDomAttribute("datetime"))))
                .toList();
    }

    private static List<JsonNode> found() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String line : Files.readAllLines(fleet.resolve("found/cases.ndjson"))) {
            cases.add(JSON.readTree(line));
        }
        return cases;
    }

    private static ObjectNode campaign(String... hosts) {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("event").put("risk_score", 97);
        ObjectNode own = document.putObject("shtinkering").putObject("campaign");
        own.put("id", "c-1").put("revision", 2).put("version", 7).put("kind", "campaign");
        own.put("fingerprint", "C:\\ProgramData\\svc\\agent.exe")
                .put("why", "the same program asked for dumps of LSASS");
        own.put("first_seen", "2026-11-09T02:24:00.000Z").put("last_seen", "2026-11-09T07:13:00.000Z");
        own.put("host_count", hosts.length).putNull("host_count_error");
        List.of(hosts).forEach(own.putArray("hosts")::add);
        own.putArray("stages").add("arming").add("launch").add("dump");
        SchemaAssert.assertKeepsSchema("campaign", document.toString());
        return document;
    }

    private static String id(JsonNode kase) {
        return kase.at("/shtinkering/case/id").asText();
    }

    private static String status(JsonNode kase) {
        return kase.at("/shtinkering/case/status").asText();
    }

    private static int score(JsonNode kase) {
        return kase.at("/event/risk_score").asInt();
    }
}
