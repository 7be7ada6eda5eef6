package io.github.shtinkering.benchmark;

import io.github.shtinkering.embedded.EmbeddedFlink;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.source.WallClock;
import io.github.shtinkering.ingest.source.kafka.KafkaInput;
import io.github.shtinkering.ingest.source.kafka.TopicDecoders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What every measured job runs in: Flink inside this process, two subtasks, the settings of a real job. */
final class EmbeddedCluster {
    private static final int PARALLELISM = 2;
    // As in jobs/kafka.yaml.
    private static final Duration WATERMARKS = Duration.ofMillis(50);
    private static final Duration BUFFERS = Duration.ofMillis(10);

    private EmbeddedCluster() {}

    static StreamExecutionEnvironment environment() throws IOException {
        return environment(new Configuration());
    }

    static StreamExecutionEnvironment environment(Configuration further) throws IOException {
        Configuration configuration = new Configuration(further);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARKS);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFERS);
        return EmbeddedFlink.environment(configuration);
    }

    /** Our source of a topic, from its beginning. */
    static KafkaInput telemetry(LocalBroker broker, String topic) {
        return telemetry(
                broker,
                topic,
                name -> TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), DecoderSettings.DEFAULTS));
    }

    /** The same with another decoder. */
    static KafkaInput telemetry(LocalBroker broker, String topic, TopicDecoders decoders) {
        return KafkaInput.of(broker.bootstrapServers(), "benchmark", decoders, WallClock.system())
                .topics(List.of(topic))
                .fromEarliest();
    }
}
