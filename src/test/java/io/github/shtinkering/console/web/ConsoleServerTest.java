package io.github.shtinkering.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.Cases;
import io.github.shtinkering.console.FailingExport;
import io.github.shtinkering.console.LongExport;
import io.github.shtinkering.console.RawHttp;
import io.github.shtinkering.console.RawHttp.Answer;
import io.github.shtinkering.console.cases.CaseSource;
import io.github.shtinkering.console.cases.files.FilesSource;
import io.github.shtinkering.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers, and whom it does not. */
class ConsoleServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "correct-horse-battery";

    @TempDir
    Path folder;

    private ConsoleServer server;
    private RawHttp http;

    @BeforeEach
    void start() throws IOException {
        server = ConsoleServer.start(
                InetAddress.getLoopbackAddress(), 0, AccessControl.loopback(Set.of()), new FilesSource(folder));
        http = new RawHttp(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void demandToken() throws IOException {
        restart(AccessControl.withToken(TOKEN, Set.of("console.corp.example")), new FilesSource(folder));
    }

    private void restart(AccessControl access, CaseSource source) throws IOException {
        server.close();
        server = ConsoleServer.start(InetAddress.getLoopbackAddress(), 0, access, source);
        http = new RawHttp(server.url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/case",
                "/campaigns",
                "/assets/console.css",
                "/api/overview",
                "/api/cases",
                "/nowhere",
                "/export/cases.csv"
            })
    void everyAnswerForbidsScriptsFramesSniffingAndKeeping(String path) throws IOException {
        Answer answer = http.get(path);
        assertThat(answer.headers())
                .containsEntry(
                        "content-security-policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cache-control", "no-store")
                .containsEntry("cross-origin-resource-policy", "same-origin");
    }

    @Test
    void everyFileOfThePageIsThere() throws IOException {
        for (String page : List.of("/", "/case", "/campaigns", "/login")) {
            String html = http.get(page).text();
            List<String> files = java.util.regex.Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"")
                    .matcher(html)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(files).isNotEmpty();
            for (String file : files) {
                assertThat(http.get(file).status()).as(file).isEqualTo(200);
            }
            assertThat(html).doesNotContain("http://", "https://", "<style", " style=", "onclick");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/assets/../../../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..%2f..%2fsummary.json",
                "/assets//etc/passwd",
                "/assets/console.css/",
                "/assets/%00",
                "/cases.ndjson",
                "/api/case?id=../../etc/passwd",
                "/api/../assets/dom.js"
            })
    void noPathLeadsElsewhere(String path) throws IOException {
        Files.writeString(folder.resolve("summary.json"), "{}");
        assertThat(http.get(path).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "127.0.0.1.evil.example",
                "",
                "localhost.evil",
                "10.0.0.1",
                "[::2]"
            })
    void anotherNameOfThisAddressIsSentAway(String name) throws IOException {
        assertThat(http.send("GET /api/overview", "", "Host: " + name).status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9000", "127.0.0.1", "127.0.0.1:9000", "[::1]:9000"})
    void loopbackIsKnownByItsNamesAlsoThroughATunnel(String name) throws IOException {
        assertThat(http.send("GET /api/overview", "", "Host: " + name).status()).isEqualTo(200);
    }

    @Test
    void behindAProxyOnThisMachineItIsKnownByTheGivenName() throws IOException {
        restart(AccessControl.loopback(Set.of("console.corp.example")), new FilesSource(folder));
        for (String name : List.of("Console.corp.example", "localhost")) {
            assertThat(http.send("GET /", "", "Host: " + name).status())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(http.send("GET /", "", "Host: evil.example").status()).isEqualTo(421);
        assertThat(http.send("GET /", "", "Host: 10.0.0.1").status()).isEqualTo(421);
    }

    @Test
    void withoutAHostThereIsNoAnswer() throws IOException {
        assertThat(http.send("GET /api/overview", "").status()).isEqualTo(421);
    }

    @Test
    void anotherSiteMayNotRead() throws IOException {
        assertThat(http.get("/api/cases", "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(http.get("/", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void thereIsOnlyGet(String method) throws IOException {
        for (String path : List.of("/", "/api/cases", "/login")) {
            Answer answer = http.send(method + " " + path, "", "Host: localhost");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("allow", "GET");
        }
    }

    @Test
    void withoutTheTokenThereIsOnlyTheForm() throws IOException {
        demandToken();
        for (String path : List.of("/api/overview", "/api/cases", "/export/cases.csv", "/api/case?id=a")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(401);
            assertThat(http.get(path, "Authorization: Bearer wrong").status()).isEqualTo(401);
            assertThat(http.get(path, "Authorization: Bearer " + TOKEN + "x").status())
                    .isEqualTo(401);
            assertThat(http.get(path, "Cookie: " + AccessControl.COOKIE + "=" + TOKEN)
                            .status())
                    .as("the token is no session")
                    .isEqualTo(401);
        }
        for (String path : List.of("/", "/case?id=a", "/campaigns", "/assets/dom.js")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(303);
            assertThat(http.get(path).headers()).containsEntry("location", "/login");
        }
        assertThat(http.get("/login").text()).contains("<form method=\"post\" action=\"/login\">");
        assertThat(http.get("/assets/console.css").status()).isEqualTo(200);
    }

    @Test
    void theTokenOpensAsBearerAndByTheForm() throws IOException {
        demandToken();
        assertThat(http.get("/api/overview", "Authorization: Bearer " + TOKEN).status())
                .isEqualTo(200);

        assertThat(login("token=wrong").headers())
                .containsEntry("location", "/login#refused")
                .doesNotContainKey("set-cookie");
        Answer opened = login("token=" + TOKEN);
        assertThat(opened.headers()).containsEntry("location", "/");
        String cookie = opened.headers().get("set-cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(http.get("/api/overview", "Cookie: other=1; " + session).status())
                .isEqualTo(200);
        assertThat(http.get("/", "Cookie: " + session).text()).contains("Fleet at a glance");
    }

    @Test
    void aServerForOthersIsKnownByItsAddressesAndItsNames() throws IOException {
        demandToken();
        for (String name : List.of("10.1.2.3:8090", "console.corp.example", "CONSOLE.corp.example:80", "[fe80::1]")) {
            assertThat(http.send("GET /login", "", "Host: " + name).status())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(http.send("GET /login", "", "Host: evil.example").status()).isEqualTo(421);
    }

    private Answer login(String form) throws IOException {
        return http.send("POST /login", form, "Host: localhost", "Content-Type: application/x-www-form-urlencoded");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws IOException {
        Cases.write(folder, List.of(Cases.attempt("a", "ws-1", 92, "one")));
        Answer first = http.get("/api/cases");
        String tag = first.headers().get("etag");
        assertThat(http.get("/api/cases", "If-None-Match: " + tag).status()).isEqualTo(304);

        Cases.write(folder, List.of(Cases.attempt("a", "ws-1", 92, "one"), Cases.attempt("b", "ws-2", 97, "two")));
        Answer next = http.get("/api/cases", "If-None-Match: " + tag);
        assertThat(next.status()).isEqualTo(200);
        assertThat(JSON.readTree(next.text()).at("/cases/0/host").asText()).isEqualTo("ws-2");
    }

    @Test
    void longAnswersArePacked() throws IOException {
        Cases.write(folder, many(100));
        Answer plain = http.get("/api/cases");
        Answer packed = http.get("/api/cases", "Accept-Encoding: br, gzip");
        assertThat(packed.text()).isEqualTo(plain.text());
        assertThat(packed.sentBytes()).isLessThan(plain.sentBytes() / 5);
        assertThat(http.get("/export/cases.ndjson", "Accept-Encoding: gzip").text())
                .isEqualTo(http.get("/export/cases.ndjson").text())
                .hasLineCount(100);
    }

    @Test
    void pagesGoThroughTheWholeListWorstFirst() throws IOException {
        Cases.write(folder, many(123));
        List<String> seen = IntStream.range(0, 3)
                .mapToObj(
                        page -> read("/api/cases?limit=50&offset=" + 50 * page).path("cases"))
                .flatMap(cases -> IntStream.range(0, cases.size()).mapToObj(cases::get))
                .map(row -> row.path("id").asText())
                .toList();
        assertThat(seen).hasSize(123).doesNotHaveDuplicates();
        assertThat(read("/api/cases?limit=1&offset=122").at("/cases/0/score").asInt())
                .isZero();
        assertThat(read("/api/cases").at("/cases/0/score").asInt()).isEqualTo(100);
        assertThat(read("/api/cases?offset=1000").path("cases")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=100000",
                "offset=x",
                "limit=99999999999",
                "severity=worst",
                "verdict=%00",
                "stage=reboot"
            })
    void whatNoCaseCanBeIsRefused(String query) throws IOException {
        assertThat(http.get("/api/cases?" + query).status()).isEqualTo(400);
    }

    @Test
    void brokenEscapesAreRefused() throws IOException {
        assertThat(http.get("/api/cases?q=%zz").status()).isEqualTo(400);
        assertThat(http.get("/api/cases?q=%ff%fe&&=&=x&host").status()).isEqualTo(200);
    }

    @Test
    void hostileTextStaysTextInEveryForm() throws IOException {
        String host = "<script>alert(1)</script>";
        String reason = "\"a\u001b[31m\u202egnp.exe,\n=1+1\udb40\udc41";
        Cases.write(
                folder,
                List.of(Cases.attempt("../x?&#<i>", host, 92, reason), Cases.attempt("c", "=cmd|' /c'", 80, "-1")));

        JsonNode row = read("/api/cases").at("/cases/0");
        assertThat(row.path("host").asText()).isEqualTo(host);
        assertThat(row.path("reason").asText()).isEqualTo(reason);
        assertThat(read("/api/case?id=..%2Fx%3F%26%23%3Ci%3E").at("/host/name").asText())
                .isEqualTo(host);
        assertThat(http.get("/api/cases").headers()).containsEntry("content-type", "application/json");
        Answer csv = http.get("/export/cases.csv");
        assertThat(csv.headers())
                .containsEntry("content-disposition", "attachment; filename=\"cases.csv\"")
                .containsEntry("content-type", "text/csv; charset=utf-8");
        assertThat(csv.text())
                .contains(
                        "\"" + host + "\"",
                        "\"\"\"a\\u001b[31m\\u202egnp.exe,\\u000a=1+1\\udb40\\udc41\"",
                        "\"'=cmd|' /c'\"",
                        "\"'-1\"")
                .hasLineCount(3);
        assertThat(http.get("/api/case?id=%3Cscript%3E").text()).isEqualTo("there is no such case\n");
    }

    @Test
    void aSourceThatCannotBeReadIsSaidInOneLine() throws IOException {
        Files.createDirectory(folder.resolve("cases.ndjson"));
        Answer answer = http.get("/api/cases");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/export/cases.csv", "/export/cases.ndjson"})
    void anExportThatCannotBeginIsRefused(String path) throws IOException {
        restart(AccessControl.loopback(Set.of()), new FailingExport(0));
        for (String encoding : List.of("identity", "gzip")) {
            Answer answer = http.get(path, "Accept-Encoding: " + encoding);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).isEqualTo("the index does not answer\n");
            assertThat(answer.headers()).doesNotContainKeys("content-disposition", "content-encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/export/cases.csv", "/export/cases.ndjson"})
    void anExportThatBreaksOffIsNoWholeAnswer(String path) throws IOException {
        restart(AccessControl.loopback(Set.of()), new FailingExport(2_000));
        for (String encoding : List.of("identity", "gzip")) {
            URLConnection export =
                    URI.create(server.url()).resolve(path).toURL().openConnection();
            export.setRequestProperty("Accept-Encoding", encoding);
            try (InputStream content = export.getInputStream()) {
                assertThatIOException().isThrownBy(content::readAllBytes).withMessageContaining("Premature EOF");
            }
        }
    }

    @Test
    void anEmptyExportIsWhole() throws IOException {
        Answer answer = http.get("/export/cases.ndjson");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    /** The last of them is still being waited for when the page is there: nobody had to wait for their end. */
    @Test
    void clientsThatDoNotFinishTheirHeadersHoldUpNobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
                slow.add(socket);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(http.get("/").status()).isEqualTo(200);
            Socket last = slow.get(slow.size() - 1);
            last.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> last.getInputStream().read());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void exportsAreFewAtOnceAndHoldUpNoPage() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        restart(AccessControl.loopback(Set.of()), new LongExport(mayEnd));
        List<Thread> exporting = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 12; i++) {
            Thread thread = new Thread(() -> refused.addAndGet(export() == 503 ? 1 : 0));
            thread.start();
            exporting.add(thread);
        }
        Await.until("the others are refused", () -> refused.get() == 8);
        assertThat(http.get("/").status()).isEqualTo(200);
        mayEnd.countDown();
        for (Thread thread : exporting) {
            thread.join();
        }
        assertThat(refused).as("no more were refused").hasValue(8);
        assertThat(export()).as("places are free again").isEqualTo(200);
    }

    private int export() {
        try {
            return http.get("/export/cases.csv").status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoGuessesHasToWaitAndWhoIsInIsNotDisturbed() throws IOException {
        AtomicLong now = new AtomicLong();
        restart(
                AccessControl.withToken(TOKEN, Set.of(), () -> Instant.ofEpochMilli(now.get())),
                new FilesSource(folder));
        String session = login("token=" + TOKEN).headers().get("set-cookie").replaceAll(";.*", "");
        for (int i = 0; i < TokenGuesses.MOST; i++) {
            Answer wrong = i % 2 == 0 ? login("token=wrong") : http.get("/api/cases", "Authorization: Bearer wrong");
            assertThat(wrong.status()).isIn(303, 401);
        }
        assertThat(login("token=" + TOKEN).status()).as("the right one, too").isEqualTo(429);
        assertThat(http.get("/api/cases", "Authorization: Bearer " + TOKEN).status())
                .isEqualTo(429);
        assertThat(http.get("/api/cases", "Cookie: " + session).status()).isEqualTo(200);
        now.addAndGet(Duration.ofMinutes(1).toMillis());
        assertThat(login("token=" + TOKEN).headers()).containsKey("set-cookie");
    }

    @Test
    void aSessionEnds() throws IOException {
        AtomicLong now = new AtomicLong();
        restart(
                AccessControl.withToken(TOKEN, Set.of(), () -> Instant.ofEpochMilli(now.get())),
                new FilesSource(folder));
        String session = login("token=" + TOKEN).headers().get("set-cookie").replaceAll(";.*", "");
        String other = login("token=" + TOKEN).headers().get("set-cookie").replaceAll(";.*", "");
        assertThat(other).as("each its own").isNotEqualTo(session);
        now.addAndGet(BrowserSessions.LENGTH.toMillis() - 1);
        assertThat(http.get("/api/cases", "Cookie: " + session).status()).isEqualTo(200);
        now.addAndGet(1);
        assertThat(http.get("/api/cases", "Cookie: " + session).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/overview", "/api/cases", "/export/cases.csv", "/export/cases.ndjson"})
    void aRangeOfTimeThatIsNoneIsRefused(String path) throws IOException {
        for (String range :
                List.of("7d", "P0D", "PT-1S", "-P7D", "P1M", "ALL", "P36501D", "2026-11-09", "%00", "P7D'")) {
            Answer answer = http.get(path + "?within=" + range);
            assertThat(answer.status()).as(range).isEqualTo(400);
            assertThat(answer.text())
                    .isEqualTo("within is all, or a duration of at most 36,500 days such as PT24H, P7D or P30D\n");
        }
        for (String range : List.of("", "all", "PT24H", "P7D", "P30D", "P36500D", "P1DT12H")) {
            assertThat(http.get(path + "?within=" + range).status()).as(range).isEqualTo(200);
        }
    }

    @Test
    void aRangeOfTimeHoldsForTilesListsAndExports() throws IOException {
        Cases.write(
                folder,
                List.of(
                        Cases.attempt("new", "ws-1", 92, "one"),
                        Cases.emittedBefore(Duration.ofDays(8), Cases.attempt("old", "ws-2", 95, "two"))));
        assertThat(read("/api/overview?within=P7D")
                        .at("/cases/to_read/critical")
                        .asInt())
                .isEqualTo(1);
        assertThat(read("/api/overview?within=P7D")
                        .at("/cases/to_read_older/critical")
                        .asInt())
                .isEqualTo(1);
        assertThat(read("/api/cases?within=P7D").at("/cases/0/id").asText()).isEqualTo("new");
        assertThat(read("/api/cases?within=P7D").path("older").asInt()).isEqualTo(1);
        assertThat(http.get("/export/cases.csv?within=P7D").text())
                .contains("ws-1")
                .doesNotContain("ws-2");
        assertThat(http.get("/export/cases.ndjson?within=P7D").text())
                .contains("ws-1")
                .doesNotContain("ws-2");
        for (String any : List.of("", "?within=all")) {
            assertThat(read("/api/overview" + any).at("/cases/to_read/critical").asInt())
                    .isEqualTo(2);
            assertThat(read("/api/cases" + any).at("/cases/0/id").asText()).isEqualTo("old");
            assertThat(http.get("/export/cases.csv" + any).text()).contains("ws-1", "ws-2");
        }
    }

    private int port() {
        return URI.create(server.url()).getPort();
    }

    private JsonNode read(String path) {
        try {
            return JSON.readTree(http.get(path).text());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    private static List<ObjectNode> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Cases.attempt("case-" + i, "ws-" + i, i % 101, "reason " + i))
                .toList();
    }
}
