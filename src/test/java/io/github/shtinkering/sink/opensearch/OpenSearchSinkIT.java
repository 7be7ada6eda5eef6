package io.github.shtinkering.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.embedded.EmbeddedFlink;
import io.github.shtinkering.sink.Digests;
import io.github.shtinkering.sink.Documents;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.LocalOpenSearch;
import io.github.shtinkering.testing.SelfSigned;
import io.github.shtinkering.testing.TlsProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Documents through a real Flink into a real OpenSearch, which dies, is blocked, or stands behind TLS. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OpenSearchSinkIT {
    private static final long REVISIONS = 10_000;
    private static final long CASES = 500;
    private static final AtomicReference<@Nullable CompletableFuture<?>> OUTAGE = new AtomicReference<>();

    @RegisterExtension
    static final LocalOpenSearch INDEX = new LocalOpenSearch();

    @Test
    void theLocalNodeListensOnLoopbackOnly() throws Exception {
        assertThat(INDEX.listeners()).allMatch(listener -> listener.getAddress().isLoopbackAddress());
    }

    @Test
    void losesAndDoublesNothingWhenTheIndexDiesInBetween() throws Exception {
        StreamExecutionEnvironment env = environment();
        env.fromSource(new NumberSequenceSource(1, REVISIONS), WatermarkStrategy.noWatermarks(), "numbers")
                .map(OpenSearchSinkIT::document)
                .returns(OutputDocument.class)
                .sinkTo(new OpenSearchSink(
                        new OpenSearchSettings(List.of(INDEX.endpoint()), IndexNames.DEFAULT, null, null),
                        Clock.systemUTC()));
        env.execute();
        assertThat(OUTAGE.get()).as("the index died").isNotNull();
        OUTAGE.get().get();

        JsonNode cases = search("/shtinkering-cases/_search?q=event.kind:case&size=1000&version=true");
        assertThat(cases.at("/hits/total/value").asLong()).isEqualTo(CASES);
        assertThat(cases.at("/hits/hits")).allSatisfy(hit -> {
            long newest = hit.at("/_source/shtinkering/case/version").asLong();
            assertThat(newest).isGreaterThan(REVISIONS - CASES);
            assertThat(hit.path("_version").asLong()).isEqualTo(newest);
        });
        assertThat(search("/shtinkering-case-history/_search?q=event.kind:case&size=0&track_total_hits=true")
                        .at("/hits/total/value")
                        .asLong())
                .as("every revision, once")
                .isEqualTo(REVISIONS - 1);
        JsonNode letters = search("/shtinkering-dead-letters/_search");
        assertThat(letters.at("/hits/hits")).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.at("/_source/error/message").asText())
                    .contains("failed to parse field [event.risk_score]")
                    .contains("fifty");
            SchemaAssert.assertKeepsSchema("dead-letter", letter.path("_source").toString());
        });
    }

    /** After a restore the backlog comes in one burst: fewer revisions, later versions. */
    @Test
    void takesTheTruthAfterARestoreThatBatchesDifferently() throws Exception {
        write(INDEX.endpoint(), null, null, alert("restored", 1_000, 5, "medium"), alert("restored", 1_010, 6, "high"));
        write(INDEX.endpoint(), null, null, alert("restored", 2_000, 5, "critical"));
        write(INDEX.endpoint(), null, null, alert("restored", 1_010, 6, "high"));
        JsonNode held = read("/shtinkering-cases/_doc/restored");
        assertThat(held.path("_version").asLong()).isEqualTo(2_000);
        assertThat(held.at("/_source/shtinkering/case/severity").asText()).isEqualTo("critical");
        assertThat(search("/shtinkering-case-history/_search?q=shtinkering.case.id:restored")
                        .at("/hits/total/value")
                        .asLong())
                .as("what was told, each once")
                .isEqualTo(3);
    }

    @Test
    void waitsWhileWritingIsBlocked() throws Exception {
        INDEX.send("PUT", "/shtinkering-cases/_settings", "{\"index.blocks.write\": true}");
        CompletableFuture<?> job;
        try {
            job = CompletableFuture.runAsync(() -> {
                try {
                    write(INDEX.endpoint(), null, null, alert("blocked", 1, 1, "high"), alert("blocked", 2, 2, "high"));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            Await.until(
                    "the history has what the index of cases does not take",
                    () -> search("/shtinkering-case-history/_search?q=shtinkering.case.id:blocked")
                                    .at("/hits/total/value")
                                    .asInt()
                            == 2);
            assertThat(job).isNotDone();
        } finally {
            INDEX.send("PUT", "/shtinkering-cases/_settings", "{\"index.blocks.write\": null}");
        }
        job.get();
        assertThat(read("/shtinkering-cases/_doc/blocked").path("_version").asLong())
                .isEqualTo(2);
    }

    @Test
    void writesThroughTlsWithALogin(@TempDir Path directory) throws Exception {
        SelfSigned identity = SelfSigned.in(directory);
        String basic = OpenSearchSettings.basic("shtinkering", "not so secret");
        String key = OpenSearchSettings.apiKey("bm90IHNvIHNlY3JldA==");
        try (TlsProxy proxy = new TlsProxy(identity, INDEX.endpoint(), Set.of(basic, key))) {
            String authorities = identity.certificate().toString();
            write(proxy.endpoint(), basic, authorities, alert("by-password", 1, 1, "high"));
            write(proxy.endpoint(), key, authorities, alert("by-key", 1, 1, "high"));
            assertThat(proxy.used()).containsExactlyInAnyOrder(basic, key);
            assertThat(read("/shtinkering-cases/_doc/by-password").path("found").asBoolean())
                    .isTrue();
            assertThat(read("/shtinkering-cases/_doc/by-key").path("found").asBoolean())
                    .isTrue();

            String wrong = OpenSearchSettings.basic("shtinkering", "wrong password");
            assertThatThrownBy(() -> write(proxy.endpoint(), wrong, authorities, alert("x", 1, 1, "high")))
                    .hasStackTraceContaining("status 401")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("wrong password", wrong));
            assertThatThrownBy(() -> write(proxy.endpoint(), basic, null, alert("x", 1, 1, "high")))
                    .hasStackTraceContaining("sink.opensearch.certificate_authorities")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(basic));
        }
    }

    private static void write(
            URI endpoint, @Nullable String authorization, @Nullable String authorities, OutputDocument... documents)
            throws Exception {
        StreamExecutionEnvironment env = environment();
        env.fromData(OutputDocument.class, documents)
                .sinkTo(new OpenSearchSink(
                        new OpenSearchSettings(
                                List.of(endpoint),
                                IndexNames.DEFAULT,
                                authorization == null ? null : () -> authorization,
                                authorities),
                        Clock.systemUTC()));
        env.execute();
    }

    private static StreamExecutionEnvironment environment() throws IOException {
        Configuration noRestarts = new Configuration();
        noRestarts.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment env = EmbeddedFlink.environment(noRestarts);
        env.setParallelism(1);
        return env;
    }

    private static OutputDocument alert(String id, long version, int revision, String severity) {
        OutputDocument document = Documents.alert(id, version, 50, severity, "attempt");
        String revised = document.json().replace("\"version\"", "\"revision\":" + revision + ",\"version\"");
        return Digests.document(OutputDocument.Kind.ALERT, id, version, revised);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static JsonNode search(String path) throws Exception {
        INDEX.send("POST", path.substring(0, path.indexOf("/_search")) + "/_refresh", "");
        return read(path);
    }

    private static JsonNode read(String path) throws Exception {
        return new ObjectMapper().readTree(INDEX.get(path));
    }

    private static OutputDocument document(long number) {
        if (number == REVISIONS / 2) {
            OUTAGE.compareAndSet(null, CompletableFuture.runAsync(OpenSearchSinkIT::killAndStart));
        }
        OutputDocument document = Documents.alert("case-" + number % CASES, number, 50, "medium", "precursor");
        String ofThisTest = document.json()
                .replace("\"risk_score\"", "\"kind\":\"case\",\"risk_score\"")
                .replace("\"version\"", "\"revision\":" + number + ",\"version\"");
        return number == 1
                ? Digests.document(OutputDocument.Kind.ALERT, "poison", 1, ofThisTest.replace(":50", ":\"fifty\""))
                : Digests.document(OutputDocument.Kind.ALERT, document.key(), number, ofThisTest);
    }

    private static void killAndStart() {
        try {
            INDEX.kill();
            INDEX.startAgain();
        } catch (Exception e) {
            throw new AssertionError("the index did not come back", e);
        }
    }
}
