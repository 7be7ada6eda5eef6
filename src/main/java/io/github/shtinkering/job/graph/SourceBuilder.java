package io.github.shtinkering.job.graph;

import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.source.DecoderFactory;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.WallClock;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.ingest.source.file.TelemetryFileSource;
import io.github.shtinkering.ingest.source.kafka.ControlInput;
import io.github.shtinkering.ingest.source.kafka.ControlRecord;
import io.github.shtinkering.ingest.source.kafka.KafkaInput;
import io.github.shtinkering.ingest.source.kafka.TopicDecoders;
import io.github.shtinkering.job.config.ExceptionsConfig;
import io.github.shtinkering.job.config.FormatPins;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.KafkaConfig;
import io.github.shtinkering.job.config.SourceConfig;
import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.HostNames;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** Sources, as the configuration says. */
public final class SourceBuilder {
    private SourceBuilder() {}

    static Source<IngestOutput, ?, ?> of(JobConfig config) throws ConfigException, IOException {
        SourceConfig source = config.source();
        if (source == null) {
            throw new ConfigException("source is missing in the configuration: say source.kafka or source.files");
        }
        return source.kafka() == null ? files(config, InputFiles.below(source.files())) : kafka(config, source.kafka());
    }

    /** Changes of the exceptions; null where the configuration names no control topic. It ends where the telemetry does. */
    static @Nullable Source<ControlRecord, ?, ?> control(JobConfig config) {
        ExceptionsConfig.Topic topic =
                config.exceptions() == null ? null : config.exceptions().kafka();
        if (topic == null) {
            return null;
        }
        KafkaConfig telemetry = config.source() == null ? null : config.source().kafka();
        boolean bounded = telemetry == null || telemetry.bounded();
        return ControlInput.of(topic.bootstrapServers(), topic.topic(), bounded, topic.clientProperties());
    }

    public static Source<IngestOutput, ?, ?> files(JobConfig config, InputFiles files) throws IOException {
        return new TelemetryFileSource(files, decoders(config), config.limits().recordBytes());
    }

    private static Source<IngestOutput, ?, ?> kafka(JobConfig config, KafkaConfig kafka) throws IOException {
        KafkaInput input = KafkaInput.of(
                kafka.bootstrapServers(), kafka.group(), decoders(config, kafka.formats()), WallClock.system());
        if (kafka.topicPattern() == null) {
            input.topics(kafka.topics());
        } else {
            input.topics(Pattern.compile(kafka.topicPattern()));
        }
        switch (kafka.start().kind()) {
            case COMMITTED -> input.fromCommitted();
            case EARLIEST -> input.fromEarliest();
            case LATEST -> input.fromLatest();
            case TIMESTAMP -> input.fromTimestamp(kafka.start().timestampMillis());
        }
        if (kafka.bounded()) {
            input.bounded();
        }
        return input.maxRecordBytes(config.limits().recordBytes())
                .properties(kafka.clientProperties())
                .build();
    }

    private static DecoderFactory decoders(JobConfig config) throws IOException {
        DecoderSettings settings = settings(config);
        return () -> TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), settings);
    }

    private static TopicDecoders decoders(JobConfig config, FormatPins pins) throws IOException {
        DecoderSettings settings = settings(config);
        return topic -> pins.of(topic).isEmpty()
                ? TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), settings)
                : TelemetryDecoder.pinned(ByteFilter.shared(), RecordFormats.named(pins.of(topic)), settings);
    }

    private static DecoderSettings settings(JobConfig config) throws IOException {
        boolean keepDomain = config.detection().keepDomain();
        return new DecoderSettings(
                keepDomain,
                config.detection().zone(),
                config.limits().recordBytes(),
                collectors(config.source(), keepDomain),
                config.source() == null ? Map.of() : DeviceTable.of(config.source()));
    }

    private static Set<String> collectors(@Nullable SourceConfig source, boolean keepDomain) {
        return source == null
                ? Set.of()
                : source.allCollectors().stream()
                        .map(name -> HostNames.parse(name, keepDomain))
                        .filter(Objects::nonNull)
                        .map(HostName::name)
                        .collect(Collectors.toSet());
    }
}
