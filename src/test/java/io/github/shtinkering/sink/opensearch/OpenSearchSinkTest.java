package io.github.shtinkering.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.sink.Digests;
import io.github.shtinkering.sink.Documents;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.testing.Await;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sink in a real Flink, before an index that misbehaves. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OpenSearchSinkTest {
    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final String HISTORY = "shtinkering-case-history/";

    private static final int MANY = 10_000;
    private static final AtomicInteger HANDED_OVER = new AtomicInteger();

    private FakeIndex index;

    @BeforeEach
    void startIndex() throws IOException {
        index = new FakeIndex();
    }

    @AfterEach
    void stopIndex() {
        index.close();
    }

    @Test
    void keepsTheNewestRevisionOfEachCase() throws Exception {
        write(
                Documents.alert("c1", 5, 90, "critical", "attempt"),
                Documents.alert("c1", 4, 50, "medium", "precursor"),
                Documents.alert("c2", 6, 50, "medium", "precursor"),
                Documents.host("ws-01"),
                Documents.tally("in", "winlogbeat", 1, 0, 0));
        assertThat(index.documents().keySet())
                .filteredOn(key -> !key.startsWith(HISTORY))
                .containsExactlyInAnyOrder("shtinkering-cases/c1", "shtinkering-cases/c2", "shtinkering-hosts/ws-01");
        assertThat(document("shtinkering-cases/c1")
                        .at("/shtinkering/case/version")
                        .asInt())
                .isEqualTo(5);
        assertThat(index.lastAuthorization()).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
    }

    @Test
    void asksAgainWhenTheIndexIsAwayOrBusy() throws Exception {
        index.answerNextWith(503);
        index.answerNextWith(429);
        Map<String, Integer> asked = new HashMap<>();
        index.judgeBy(id -> id.equals("busy") && asked.merge(id, 1, Integer::sum) < 3 ? 429 : 200);
        write(
                Documents.alert("busy", 1, 50, "medium", "precursor"),
                Documents.alert("c2", 1, 50, "medium", "precursor"));
        assertThat(index.documents()).containsKeys("shtinkering-cases/busy", "shtinkering-cases/c2");
        assertThat(asked).containsEntry("busy", 3);
    }

    @Test
    void buriesWhatTheIndexRefusesAndWritesTheRest() throws Exception {
        index.judgeBy(id -> id.equals("poison") ? 400 : 200);
        write(
                Documents.alert("poison", 7, 50, "medium", "precursor"),
                Documents.alert("c2", 8, 50, "medium", "precursor"));
        assertThat(index.documents())
                .hasSize(4)
                .containsKey("shtinkering-cases/c2")
                .doesNotContainKey("shtinkering-cases/poison");
        JsonNode letter = deadLetter();
        SchemaAssert.assertKeepsSchema("dead-letter", letter.toString());
        assertThat(letter.path("origin").asText()).isEqualTo("shtinkering-cases/poison@7");
        assertThat(letter.at("/error/message").asText()).isEqualTo("status 400: type_400 (the test says so)");
        assertThat(letter.path("record").asText()).contains("\"id\":\"poison\"");
    }

    @Test
    void writesADeadLetterThatComesTwiceOnce() throws Exception {
        write(Documents.deadLetter("not-json"), Documents.deadLetter("not-json"));
        assertThat(index.documents()).hasSize(1);
    }

    @Test
    void keepsTheTimeOfADocumentThatHasOne() throws Exception {
        String json = "{\"@timestamp\":\"2026-11-09T08:00:00.000Z\",\"event\":{\"action\":\"exception-used\"}}";
        write(OutputDocument.of(OutputDocument.Kind.AUDIT, "e1", 0, json, null));
        assertThat(index.documents().values()).singleElement().hasToString(json);
    }

    @Test
    void failsWithTheReasonWhenNothingCanBeWritten() {
        index.judgeBy(id -> 404);
        assertThatThrownBy(() -> write(Documents.alert("c1", 1, 50, "medium", "precursor")))
                .rootCause()
                .hasMessageContaining("shtinkering-cases")
                .hasMessageContaining("deploy/opensearch/install");
    }

    @Test
    void keepsEveryRevisionOnce() throws Exception {
        OutputDocument first = Documents.alert("c1", 5, 50, "medium", "precursor");
        OutputDocument toldAgain = Documents.alert("c1", 6, 50, "medium", "precursor");
        OutputDocument second = Documents.alert("c1", 7, 90, "critical", "attempt");
        OutputDocument counts = Digests.document(OutputDocument.Kind.CASE_UPDATE, "c1", 8, second.json());
        write(first, toldAgain, second, counts);
        assertThat(index.documents().keySet())
                .filteredOn(key -> key.startsWith(HISTORY))
                .hasSize(2);
        assertThat(index.documents()).hasSize(3);
    }

    @Test
    void writesTheRestWhenARequestIsTooLarge() throws Exception {
        index.takeNoMoreThan(300_000);
        write(
                Documents.alert("small", 1, 50, "medium", "precursor"),
                Digests.document(
                        OutputDocument.Kind.CASE_UPDATE, "large", 2, "{\"note\":\"" + "x".repeat(2_000_000) + "\"}"));
        assertThat(index.documents())
                .containsKey("shtinkering-cases/small")
                .doesNotContainKey("shtinkering-cases/large");
        assertThat(deadLetter().at("/error/message").asText()).isEqualTo("status 413");
    }

    @Test
    void waitsUntilWritingIsNoLongerBlocked() throws Exception {
        index.blockNext(3);
        write(Documents.alert("c1", 1, 50, "medium", "precursor"));
        assertThat(index.documents()).containsKey("shtinkering-cases/c1");
    }

    @Test
    void failsBeforeWritingWhenADataStreamIsMissing() {
        index.answerOfStreams(404);
        assertThatThrownBy(() -> write(Documents.deadLetter("not-json")))
                .rootCause()
                .hasMessageContaining("shtinkering-dead-letters")
                .hasMessageContaining("deploy/opensearch/install");
        assertThat(index.documents()).isEmpty();
    }

    @Test
    void holdsTheJobBackWhileTheIndexTakesNothing() throws Exception {
        index.answerOfStreams(503);
        HANDED_OVER.set(0);
        CompletableFuture<?> job = CompletableFuture.runAsync(OpenSearchSinkTest.this::writeMany);
        Await.until("the sink is full", () -> HANDED_OVER.get() >= 500);
        int asked = index.timesAskedForStreams();
        Await.until("the sink has asked in vain", () -> index.timesAskedForStreams() > asked + 4);
        assertThat(HANDED_OVER)
                .as("documents that the sink took before it held back")
                .hasValueLessThan(3_000);
        index.answerOfStreams(200);
        job.get();
        assertThat(index.documents()).hasSize(MANY);
    }

    @Test
    void failsWhenTheLoginIsRefused() {
        index.answerNextWith(401);
        assertThatThrownBy(() -> write(Documents.alert("c1", 1, 50, "medium", "precursor")))
                .rootCause()
                .hasMessageContaining("401");
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(settings().toString()).doesNotContain("Basic", "dXNlcjpzZWNyZXQ=");
    }

    @Test
    void restoresWhatWasNotSent() throws IOException {
        IndexOperation operation = new IndexOperation("i", "\u00e4", 3, "{\"a\":\"" + "x".repeat(70_000) + "\"}");
        IndexOperation.Serializer serializer = new IndexOperation.Serializer();
        BufferedRequestState<IndexOperation> restored = serializer.deserialize(
                1,
                serializer.serialize(
                        new BufferedRequestState<>(List.of(new RequestEntryWrapper<>(operation, operation.size())))));
        assertThat(restored.getBufferedRequestEntries())
                .extracting(RequestEntryWrapper::getRequestEntry)
                .containsExactly(operation);
    }

    private JsonNode deadLetter() {
        return index.documents().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("shtinkering-dead-letters/"))
                .findAny()
                .orElseThrow()
                .getValue();
    }

    private JsonNode document(String key) {
        JsonNode document = index.documents().get(key);
        assertThat(document).as(key).isNotNull();
        return document;
    }

    private OpenSearchSettings settings() {
        return new OpenSearchSettings(
                List.of(index.endpoint()), IndexNames.DEFAULT, () -> OpenSearchSettings.basic("user", "secret"), null);
    }

    private void writeMany() {
        StreamExecutionEnvironment env = environment();
        env.fromSource(new NumberSequenceSource(1, MANY), WatermarkStrategy.noWatermarks(), "numbers")
                .map(number -> {
                    HANDED_OVER.incrementAndGet();
                    return Documents.deadLetter("code-" + number);
                })
                .returns(OutputDocument.class)
                .sinkTo(new OpenSearchSink(settings(), Clock.systemUTC()));
        try {
            env.execute();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static StreamExecutionEnvironment environment() {
        Configuration noRestarts = new Configuration();
        noRestarts.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(noRestarts);
        env.setParallelism(1);
        return env;
    }

    private void write(OutputDocument... documents) throws Exception {
        StreamExecutionEnvironment env = environment();
        env.fromData(OutputDocument.class, documents).sinkTo(new OpenSearchSink(settings(), Clock.systemUTC()));
        env.execute();
    }
}
