package io.github.shtinkering.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.sink.Revision;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager holds one alert a case. Skipped where none is installed. */
@Timeout(180)
class AlertmanagerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINK = "https://console.example/case?id={case}";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private @Nullable Process alertmanager;

    @BeforeEach
    void install() throws Exception {
        assumeTrue(program() != null, "skipped: there is no prometheus-alertmanager on the PATH");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("config.yml"), "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        start();
    }

    @AfterEach
    void kill() throws InterruptedException {
        if (alertmanager != null) {
            alertmanager.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void holdsOneAlertACaseAndNoneOfOneThatIsWithdrawn() throws Exception {
        try (WebhookHarness teller = new WebhookHarness(settings())) {
            teller.tell(Revision.of("a", 1, 3, "launch"));
            teller.tell(Revision.of("b", 1, 4, "launch"));
            teller.until(() -> firing().equals(List.of("a high", "b critical")));
            JsonNode alert = alertOf("a");
            assertThat(alert.at("/labels/host").asText()).isEqualTo("host-of-a");
            assertThat(alert.at("/labels/verdict").asText()).isEqualTo("attempt");
            assertThat(alert.at("/labels/alertname").asText()).isEqualTo("LSASS Shtinkering");
            assertThat(alert.at("/annotations/reason").asText()).contains("WerFault.exe");
            assertThat(alert.at("/annotations/guide").asText()).isEqualTo("Isolate the host.");
            assertThat(alert.at("/annotations/link").asText()).isEqualTo("https://console.example/case?id=a");
            assertThat(alert.path("startsAt").asText()).startsWith("2026-11-12T10:02:00");

            teller.tell(Revision.of("a", 2, 4, "launch", "dump"));
            teller.until(() -> firing().equals(List.of("a critical", "b critical")));

            teller.tell(Revision.ended("a", 3, 0, "withdrawn"));
            teller.until(() -> firing().equals(List.of("b critical")));
            assertThat(teller.deadLetters()).isEmpty();
        }
    }

    @Test
    void isToldAgainWhenItWasKilled() throws Exception {
        try (WebhookHarness teller = new WebhookHarness(settings())) {
            teller.tell(Revision.of("a", 1, 3, "launch"));
            teller.until(() -> firing().equals(List.of("a high")));
            kill();
            teller.tell(Revision.of("b", 1, 3, "launch"));
            teller.tell(Revision.of("b", 2, 4, "launch"));
            teller.pass(Duration.ofMinutes(10));
            start();
            teller.until(() -> firing().equals(List.of("a high", "b critical")));
        }
    }

    private WebhookSettings settings() {
        URI endpoint = URI.create(address() + "/api/v2/alerts");
        return new WebhookSettings(endpoint, WebhookForm.ALERTMANAGER, 3, "Authorization", null, null, null, 100, LINK);
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    private List<String> firing() {
        try {
            List<String> firing = new ArrayList<>();
            alerts().forEach(alert -> firing.add(alert.at("/labels/case").asText() + " "
                    + alert.at("/labels/severity").asText()));
            firing.sort(null);
            return firing;
        } catch (IOException e) {
            return List.of("away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }

    private JsonNode alertOf(String caseId) throws IOException, InterruptedException {
        for (JsonNode alert : alerts()) {
            if (alert.at("/labels/case").asText().equals(caseId)) {
                return alert;
            }
        }
        throw new AssertionError("no alert of case " + caseId);
    }

    private JsonNode alerts() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/api/v2/alerts?active=true"))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private void start() throws Exception {
        alertmanager = new ProcessBuilder(
                        String.valueOf(program()),
                        "--config.file=" + folder.resolve("config.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        long begin = System.nanoTime();
        while (firing().equals(List.of("away"))) {
            assertThat(alertmanager.isAlive())
                    .as(folder.resolve("log").toString())
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
            Thread.onSpinWait();
        }
    }

    private static @Nullable Path program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "prometheus-alertmanager"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
