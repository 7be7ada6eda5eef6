package io.github.shtinkering.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.testing.LocalOpenSearch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Documents through a real Flink into a real OpenSearch, which dies in between. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OpenSearchSinkIT {
    private static final long REVISIONS = 20_000;
    private static final long CASES = 500;
    private static final AtomicReference<@Nullable CompletableFuture<?>> OUTAGE = new AtomicReference<>();

    @RegisterExtension
    static final LocalOpenSearch INDEX = new LocalOpenSearch();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @Test
    void holdsTheNewestRevisionOfEachCaseAlsoWhenTheIndexDiesInBetween() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(new NumberSequenceSource(1, REVISIONS), WatermarkStrategy.noWatermarks(), "numbers")
                .map(OpenSearchSinkIT::document)
                .returns(OutputDocument.class)
                .sinkTo(new OpenSearchSink(
                        new OpenSearchSettings(List.of(INDEX.endpoint()), IndexNames.DEFAULT, null, null)));
        env.execute();
        assertThat(OUTAGE.get()).as("the index died").isNotNull();
        OUTAGE.get().get();

        INDEX.get("/_refresh");
        JsonNode cases = read("/shtinkering-cases/_search?size=1000&version=true&track_total_hits=true");
        assertThat(cases.at("/hits/total/value").asLong()).isEqualTo(CASES);
        assertThat(cases.at("/hits/hits")).allSatisfy(hit -> {
            long newest = hit.at("/_source/shtinkering/case/version").asLong();
            assertThat(newest).isGreaterThan(REVISIONS - CASES);
            assertThat(hit.path("_version").asLong()).isEqualTo(newest);
        });
        JsonNode letters = read("/shtinkering-dead-letters/_search");
        assertThat(letters.at("/hits/total/value").asLong()).isEqualTo(1);
        assertThat(letters.at("/hits/hits/0/_source/error/message").asText())
                .contains("failed to parse field [event.risk_score]");
        SchemaAssert.assertKeepsSchema(
                "dead-letter", letters.at("/hits/hits/0/_source").toString());
    }

    private static JsonNode read(String path) throws Exception {
        return new ObjectMapper().readTree(INDEX.get(path));
    }

    private static OutputDocument document(long number) {
        if (number == REVISIONS / 2) {
            OUTAGE.compareAndSet(null, CompletableFuture.runAsync(OpenSearchSinkIT::killAndStart));
        }
        OutputDocument document = Documents.alert("case-" + number % CASES, number, 50, "medium", "precursor");
        return number == 1
                ? OutputDocument.of(
                        OutputDocument.Kind.ALERT, "poison", 1, document.json().replace(":50", ":\"fifty\""))
                : document;
    }

    private static void killAndStart() {
        try {
            INDEX.killAndStart();
        } catch (Exception e) {
            throw new AssertionError("the index did not come back", e);
        }
    }
}
