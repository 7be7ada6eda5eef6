package io.github.shtinkering.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.Revision;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.testing.SelfSigned;
import io.github.shtinkering.testing.TlsProxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against an endpoint that listens, refuses, stalls and dies. */
@Timeout(120)
class WebhookSinkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MEDIUM = 2;
    private static final int HIGH = 3;
    private static final int CRITICAL = 4;

    private Endpoint endpoint;

    @BeforeEach
    void start() throws Exception {
        endpoint = new Endpoint();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void tellsWhatIsNewFromASeverityOnAndNothingTwice() throws Exception {
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.of("a", 1, MEDIUM, "launch"));
            teller.tell(Revision.of("a", 2, HIGH, "launch"));
            teller.until(() -> told().size() == 1);
            teller.tell(Revision.of("a", 3, HIGH, "launch")); // more evidence of the same
            teller.tell(Revision.ended("a", 4, HIGH, "settled", "launch"));
            teller.tell(Revision.of("b", 1, CRITICAL, "launch"));
            teller.until(() -> told().size() == 2);
            teller.tell(Revision.of("a", 5, HIGH, "launch", "dump"));
            teller.until(() -> told().size() == 3);
            teller.tell(Revision.of("a", 6, MEDIUM, "launch", "dump"));
            teller.until(() -> told().size() == 4);
            assertThat(told()).containsExactly("a@2", "b@1", "a@5", "a@6");
            assertThat(teller.deadLetters()).isEmpty();
        }
    }

    @Test
    void aCaseThatIsWithdrawnIsToldWhereItWasToldAndElseNot() throws Exception {
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.ended("b", 1, 0, "withdrawn"));
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> told().size() == 1);
            teller.tell(Revision.ended("a", 2, 0, "withdrawn"));
            teller.until(() -> told().size() == 2);
            assertThat(told()).containsExactly("a@1", "a@2");
        }
    }

    @Test
    void whatWaitsForAnEndpointThatIsAwayIsToldOnceAndNewest() throws Exception {
        endpoint.die();
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.tell(Revision.of("b", 1, HIGH, "launch"));
            teller.until(teller::hasFailed);
            teller.tell(Revision.of("a", 2, CRITICAL, "launch"));
            teller.tell(Revision.of("a", 3, CRITICAL, "launch", "dump"));
            teller.untilItFailsAgain();
            teller.untilItFailsAgain();
            for (int i = 0; i < 50; i++) {
                teller.pass(Duration.ofSeconds(70)); // an hour
            }
            endpoint.comeBack();
            teller.until(() -> told().size() == 2);
            assertThat(told()).containsExactlyInAnyOrder("a@3", "b@1");
        }
    }

    /** The endpoint may have heard what it did not answer. */
    @Test
    void whatHadNoAnswerIsFollowedByWhatIsTrueNow() throws Exception {
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> told().contains("a@1"));
            endpoint.stall();
            teller.tell(Revision.of("a", 2, HIGH, "launch", "dump"));
            teller.tell(Revision.of("b", 1, HIGH, "launch"));
            teller.until(() -> told().contains("a@2") && told().contains("b@1"));
            endpoint.die();
            teller.until(() -> teller.hasFailed() && teller.telling() == 0);
            teller.tell(Revision.of("a", 3, HIGH, "launch"));
            teller.tell(Revision.of("b", 2, MEDIUM, "launch"));
            endpoint.status = 200;
            endpoint.comeBack();
            teller.until(() -> told().contains("a@3") && told().contains("b@2"));
        }
    }

    @Test
    void anAlertThatHadNoAnswerIsEndedToo() throws Exception {
        endpoint.die();
        try (WebhookHarness teller = new WebhookHarness(alertmanager())) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(teller::hasFailed);
            teller.tell(Revision.of("a", 2, MEDIUM, "launch"));
            endpoint.status = 200;
            endpoint.comeBack();
            teller.until(() -> told().contains("a@2"));
            assertThat(JSON.readTree(bodies("a@2").get(0)).findValuesAsText("severity"))
                    .as("of the alert that may have been heard")
                    .containsExactly("high");
        }
    }

    @Test
    void isTriedAgainWhereTheEndpointCannotAtTheMoment() throws Exception {
        for (int status : new int[] {500, 503, 429, 408}) {
            endpoint.requests.clear();
            endpoint.status = status;
            try (WebhookHarness teller = new WebhookHarness(settings(10))) {
                teller.tell(Revision.of("a", 1, HIGH, "launch"));
                teller.until(() -> told().size() == 3);
                endpoint.status = 204;
                teller.until(() -> told().size() == 4);
                teller.tell(Revision.of("b", 1, HIGH, "launch"));
                teller.until(() -> told().contains("b@1"));
                assertThat(told()).as("status %d", status).containsExactly("a@1", "a@1", "a@1", "a@1", "b@1");
                assertThat(teller.deadLetters()).isEmpty();
            }
        }
    }

    @Test
    void whatIsRefusedIsADeadLetterWithTheAnswer() throws Exception {
        endpoint.status = 422;
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> !teller.deadLetters().isEmpty());
            teller.tell(Revision.of("a", 2, HIGH, "launch"));
            endpoint.status = 200;
            teller.tell(Revision.of("b", 1, HIGH, "launch"));
            teller.until(() -> told().contains("b@1"));
            assertThat(told()).containsExactly("a@1", "b@1");
            SchemaAssert.assertKeepsSchema(teller.output().get(0));
            JsonNode letter = JSON.readTree(teller.deadLetters().get(0));
            assertThat(letter.at("/error/code").asText()).isEqualTo("webhook-refused");
            assertThat(letter.at("/error/message").asText()).contains("422: I am a test");
            assertThat(letter.path("origin").asText()).isEqualTo("case:a@1");
            assertThat(JSON.readTree(letter.path("record").asText())
                            .at("/shtinkering/case/id")
                            .asText())
                    .isEqualTo("a");
        }
    }

    /** It would take the secret elsewhere. */
    @Test
    void followsNoRedirect() throws Exception {
        endpoint.status = 307;
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> !teller.deadLetters().isEmpty());
            assertThat(told()).containsExactly("a@1");
        }
    }

    @Test
    void anEndpointThatStallsHoldsBackNothingAndWhatWaitsIsBounded() throws Exception {
        endpoint.stall();
        try (WebhookHarness teller = new WebhookHarness(settings(20))) {
            for (int i = 0; i < 1_000; i++) {
                teller.tell(Revision.of("c" + i, 1, i == 500 ? CRITICAL : HIGH, "launch"));
            }
            assertThat(teller.deadLetters())
                    .hasSize(1_000 - 20 - 4)
                    .allMatch(letter -> letter.contains("webhook-full"));
            assertThat(teller.deadLetters()).noneMatch(letter -> letter.contains("case:c500@"));
            assertThat(teller.deadLetters().get(0)).contains("case:c4@");
        }
    }

    @Test
    void whatIsNotHeardSurvivesARestartAndWhatIsHeardIsNotToldAgain() throws Exception {
        OperatorSubtaskState state;
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> told().size() == 1);
            teller.pass(Duration.ofSeconds(1));
            endpoint.stall();
            for (String id : List.of("b", "c", "d", "e", "f")) { // four of them are under way
                teller.tell(Revision.of(id, 1, HIGH, "launch"));
            }
            teller.until(() -> told().size() == 5);
            teller.tell(Revision.of("b", 2, CRITICAL, "launch"));
            state = teller.snapshot();
        }
        endpoint.status = 200;
        endpoint.requests.clear();
        try (WebhookHarness teller = new WebhookHarness(settings(10), state)) {
            teller.tell(Revision.of("a", 2, HIGH, "launch"));
            teller.until(() -> told().size() == 5);
            assertThat(told()).containsExactlyInAnyOrder("b@2", "c@1", "d@1", "e@1", "f@1");
        }
    }

    @Test
    void provesWhoTellsAndSignsTheBody() throws Exception {
        WebhookSettings settings = new WebhookSettings(
                endpoint.uri(), WebhookForm.OCSF, HIGH, "X-Token", () -> "Bearer t", () -> "k", null, 10, null);
        try (WebhookHarness teller = new WebhookHarness(settings)) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> told().size() == 1);
        }
        Endpoint.Request request = endpoint.requests.get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("k".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(request.header(WebhookClient.SIGNATURE)).isEqualTo("sha256=" + signature);
        assertThat(request.header("X-Token")).isEqualTo("Bearer t");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(JSON.readTree(request.body()).path("class_uid").asInt()).isEqualTo(2004);
        assertThat(settings.toString()).doesNotContain("Bearer");
    }

    @Test
    void aReminderIsNeverUnderWayBesideTheEndOfAnAlert() throws Exception {
        try (WebhookHarness teller = new WebhookHarness(alertmanager())) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> told().contains("a@1"));
            endpoint.stall();
            teller.pass(Duration.ofMinutes(2));
            teller.until(() -> posted("reminder@") == 1);
            teller.tell(Revision.ended("a", 2, 0, "withdrawn"));
            assertThat(teller.telling()).isZero();
            endpoint.status = 200;
            endpoint.die();
            endpoint.comeBack();
            teller.until(() -> told().contains("a@2"));
        }
    }

    @Test
    void anAlertmanagerIsToldOfAnEndForAWhile() throws Exception {
        HandClock clock = new HandClock();
        try (WebhookHarness teller = new WebhookHarness(alertmanager(), null, clock)) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.until(() -> told().contains("a@1"));
            teller.tell(Revision.ended("a", 2, 0, "withdrawn"));
            teller.until(() -> told().contains("a@2"));
            JsonNode ended = JSON.readTree(bodies("a@2").get(0)).path(0);
            endpoint.requests.clear();
            teller.pass(Duration.ofMinutes(2));
            teller.until(() -> posted("reminder@") > 0);
            assertThat(JSON.readTree(bodies("reminder@").get(0))).containsExactly(ended);

            clock.pass(Duration.ofMinutes(16));
            teller.tell(Revision.of("b", 1, HIGH, "launch"));
            teller.until(() -> told().contains("b@1"));
            endpoint.requests.clear();
            teller.pass(Duration.ofMinutes(2));
            teller.until(() -> posted("reminder@") > 0);
            assertThat(bodies("reminder@").get(0)).contains("host-of-b").doesNotContain("host-of-a");
        }
    }

    private long posted(String key) {
        return bodies(key).size();
    }

    private List<String> bodies(String key) {
        return endpoint.requests.stream()
                .filter(request -> request.header(WebhookClient.KEY).startsWith(key))
                .map(Endpoint.Request::body)
                .toList();
    }

    private WebhookSettings alertmanager() {
        return new WebhookSettings(
                endpoint.uri(), WebhookForm.ALERTMANAGER, HIGH, "Authorization", null, null, null, 10, null);
    }

    @Test
    void trustsTheAuthoritiesItIsGivenAndNobodyElse(@TempDir Path folder) throws Exception {
        SelfSigned identity = SelfSigned.in(folder);
        try (TlsProxy proxy = new TlsProxy(identity, endpoint.uri(), Set.of("Bearer t"))) {
            URI secured = proxy.endpoint().resolve("/hook");
            try (WebhookHarness teller = new WebhookHarness(secured(secured, null))) {
                teller.tell(Revision.of("a", 1, HIGH, "launch"));
                teller.until(teller::hasFailed);
            }
            assertThat(endpoint.requests).as("said to a stranger").isEmpty();
            try (WebhookHarness teller = new WebhookHarness(secured(secured, identity.certificate()))) {
                teller.tell(Revision.of("a", 1, HIGH, "launch"));
                teller.until(() -> endpoint.requests.size() == 1);
                assertThat(teller.hasFailed()).isFalse();
            }
        }
    }

    private static WebhookSettings secured(URI uri, @Nullable Path authorities) {
        String file = authorities == null ? null : authorities.toString();
        return new WebhookSettings(uri, WebhookForm.ECS, HIGH, "Authorization", () -> "Bearer t", null, file, 10, null);
    }

    /** A newer revision waits until the endpoint has answered the one before, however many others are told meanwhile. */
    @Test
    void tellsACaseInOrder() throws Exception {
        endpoint.stall();
        try (WebhookHarness teller = new WebhookHarness(settings(10))) {
            teller.tell(Revision.of("a", 1, HIGH, "launch"));
            teller.tell(Revision.of("a", 2, CRITICAL, "launch"));
            teller.tell(Revision.of("b", 1, HIGH, "launch"));
            assertThat(teller.telling()).as("a@1 and b@1").isEqualTo(2);
            teller.until(() -> told().size() == 2);
            endpoint.status = 200;
            endpoint.die();
            endpoint.comeBack();
            teller.until(() -> told().contains("a@2"));
            assertThat(told().stream().filter(key -> key.startsWith("a@"))).containsExactly("a@1", "a@2");
        }
    }

    @Test
    void aJobOfSeveralSubtasksHasToldAllWhenItsInputEnds() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        List<OutputDocument> cases = IntStream.range(0, 200)
                .mapToObj(i -> Revision.of("c" + i, 1, HIGH, "launch"))
                .toList();
        DataStream<OutputDocument> documents = environment
                .fromData(cases, TypeInformation.of(OutputDocument.class))
                .rebalance();
        endpoint.status = 503;
        WebhookSink.tell(documents, settings(1_000), "webhook", Clock.systemUTC())
                .sinkTo(new DiscardingSink<>());
        JobClient job = environment.executeAsync();
        await(() -> !endpoint.requests.isEmpty());
        endpoint.status = 200;
        job.getJobExecutionResult().get();
        assertThat(told()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(Set.copyOf(told())).hasSize(200);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private WebhookSettings settings(int mostWaiting) {
        return new WebhookSettings(
                endpoint.uri(), WebhookForm.ECS, HIGH, "Authorization", null, null, null, mostWaiting, null);
    }

    private List<String> told() {
        return endpoint.requests.stream()
                .map(request -> request.header(WebhookClient.KEY))
                .toList();
    }
}
