package io.github.shtinkering.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.sink.Revision;
import io.github.shtinkering.testing.LocalAlertmanager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager holds one alert a case. Skipped where none is installed. */
@Timeout(180)
class AlertmanagerTest {
    private static final String LINK = "https://console.example/case?id={case}";

    @TempDir
    Path folder;

    private LocalAlertmanager alertmanager;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> program = LocalAlertmanager.program();
        assumeTrue(program.isPresent(), "skipped: there is no prometheus-alertmanager on the PATH");
        alertmanager = new LocalAlertmanager(
                program.orElseThrow(), folder, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        alertmanager.start();
    }

    @AfterEach
    void kill() {
        if (alertmanager != null) {
            alertmanager.close();
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
            alertmanager.kill();
            teller.tell(Revision.of("b", 1, 3, "launch"));
            teller.tell(Revision.of("b", 2, 4, "launch"));
            teller.pass(Duration.ofMinutes(10));
            alertmanager.start();
            teller.until(() -> firing().equals(List.of("a high", "b critical")));
        }
    }

    @Test
    void isGroupedByItsCampaignAsSoonAsItHasOne() throws Exception {
        try (WebhookHarness teller = new WebhookHarness(settings())) {
            teller.tell(Revision.of("a", 1, 3, "launch"));
            teller.until(() -> firing().equals(List.of("a high")));
            teller.tell(Revision.inCampaign("c", "a", 2, 3, "launch"));
            teller.until(() -> campaigns().equals(List.of("c")));
        }
    }

    /** Its clock may be behind: what ends in its future would go on. */
    @Test
    void takesAnEndAlsoWhenItsClockIsBehind() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        try (WebhookHarness teller = new WebhookHarness(settings(), null, ahead)) {
            teller.tell(Revision.of("a", 1, 3, "launch"));
            teller.tell(Revision.of("b", 1, 3, "launch"));
            teller.until(() -> firing().equals(List.of("a high", "b high")));
            teller.tell(Revision.ended("a", 2, 0, "withdrawn"));
            teller.until(() -> firing().equals(List.of("b high")));
        }
    }

    /** The job is killed after it has told what its last checkpoint does not know. */
    @Test
    void holdsNothingThatOnlyAJobBeforeHasTold() throws Exception {
        OperatorSubtaskState before;
        try (WebhookHarness teller = new WebhookHarness(settings())) {
            before = teller.snapshot();
            teller.tell(Revision.of("a", 1, 3, "launch"));
            teller.tell(Revision.of("b", 1, 3, "launch"));
            teller.until(() -> firing().equals(List.of("a high", "b high")));
        }
        try (WebhookHarness teller = new WebhookHarness(settings(), before)) {
            teller.tell(Revision.of("a", 2, 4, "launch"));
            teller.tell(Revision.ended("b", 2, 0, "withdrawn"));
            teller.until(() -> firing().equals(List.of("a critical")));
        }
    }

    private List<String> campaigns() {
        return alerts().stream()
                .map(alert -> alert.at("/labels/campaign").asText())
                .toList();
    }

    private WebhookSettings settings() {
        return new WebhookSettings(
                alertmanager.alertsEndpoint(),
                WebhookForm.ALERTMANAGER,
                3,
                "Authorization",
                null,
                null,
                null,
                100,
                LINK);
    }

    private List<String> firing() {
        List<String> firing = new ArrayList<>();
        for (JsonNode alert : alerts()) {
            firing.add(alert.at("/labels/case").asText() + " "
                    + alert.at("/labels/severity").asText());
        }
        firing.sort(null);
        return firing;
    }

    private JsonNode alertOf(String caseId) {
        return alerts().stream()
                .filter(alert -> alert.at("/labels/case").asText().equals(caseId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no alert of case " + caseId));
    }

    private List<JsonNode> alerts() {
        try {
            return alertmanager.firing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
