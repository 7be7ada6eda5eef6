package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.ingest.source.file.TelemetryFileSource;
import io.github.shtinkering.ingest.source.kafka.ControlInput;
import io.github.shtinkering.ingest.source.kafka.ControlRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** State for years: every operator can be found again, and nothing is serialised by Kryo. */
class JobGraphTest {
    @Test
    void everyOperatorHasAUidAndAName() {
        StreamGraph graph = graph(null);
        Set<String> uids = new HashSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            assertThat(uids.add(node.getTransformationUID()))
                    .as("uid %s is used once", node.getTransformationUID())
                    .isTrue();
            assertThat(node.getOperatorName()).isNotBlank();
        }
        assertThat(uids)
                .as("uids are state format: a new name loses the state of the old one")
                .contains(
                        "telemetry",
                        "host-timeline",
                        "casebook",
                        "publisher",
                        "chains-v1-arming-launch-dump",
                        "chains-v1-arming-launch",
                        "chains-v1-launch-dump",
                        "chains-v1-arming-dump");
    }

    @Test
    void aControlTopicIsReadByOneInstance() {
        StreamGraph graph = graph(ControlInput.of("broker-1:9092", "exceptions", false, new Properties()));
        assertThat(graph.getStreamNodes())
                .filteredOn(
                        node -> Set.of("exception-control", "exception-changes").contains(node.getTransformationUID()))
                .hasSize(2)
                .allSatisfy(node -> assertThat(node.getParallelism()).isEqualTo(1));
    }

    /** Building the graph analyses every type; with generic types off a type without a serialiser of its own fails. */
    private static StreamGraph graph(@Nullable Source<ControlRecord, ?, ?> control) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        TelemetryFileSource source = new TelemetryFileSource(
                new InputFiles(List.of(), List.of()),
                () -> TelemetryDecoder.of(
                        (bytes, offset, length) -> true, RecordFormats.all(), DecoderSettings.DEFAULTS));
        ShtinkeringJob.define(environment, source, control, DetectionSettings.defaults(), documents -> documents
                .sinkTo(new DiscardingSink<>())
                .uid(OperatorIds.SINK)
                .name(OperatorIds.SINK));
        return environment.getStreamGraph();
    }
}
