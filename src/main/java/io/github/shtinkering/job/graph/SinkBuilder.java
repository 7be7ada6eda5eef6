package io.github.shtinkering.job.graph;

import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.SinkConfig;
import io.github.shtinkering.job.config.WebhookConfig;
import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.files.EarlierOutput;
import io.github.shtinkering.sink.files.FilesSink;
import io.github.shtinkering.sink.kafka.KafkaDocuments;
import io.github.shtinkering.sink.kafka.KafkaTopics;
import io.github.shtinkering.sink.opensearch.IndexNames;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import io.github.shtinkering.sink.opensearch.OpenSearchSink;
import io.github.shtinkering.sink.webhook.WebhookSink;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sinks, as the configuration says. */
public final class SinkBuilder {
    private SinkBuilder() {}

    /** @param earlier what becomes of files that another run has left */
    static Consumer<DataStream<OutputDocument>> of(JobConfig config, EarlierOutput earlier) throws ConfigException {
        SinkConfig sink = config.sink();
        if (sink == null) {
            throw new ConfigException(
                    "sink is missing in the configuration: say sink.files, sink.kafka or sink.opensearch");
        }
        Consumer<DataStream<OutputDocument>> sinks = documents -> {};
        if (sink.files() != null) {
            sinks = sinks.andThen(
                    files(sink.files().directory(), List.of(), sink.files().alertForm(), earlier));
        }
        if (sink.kafka() != null) {
            sinks = sinks.andThen(kafka(sink.kafka()));
        }
        if (sink.opensearch() != null) {
            sinks = sinks.andThen(openSearch(sink.opensearch()));
        }
        return sink.webhook() == null ? sinks : webhook(sink.webhook(), sinks);
    }

    /**
     * Writes a directory of files.
     *
     * @param passedOver files of the input that are not read
     * @param form of the alerts
     * @param earlier what becomes of files that another run has left
     */
    public static Consumer<DataStream<OutputDocument>> files(
            Path directory, List<String> passedOver, AlertForm form, EarlierOutput earlier) {
        Sink<OutputDocument> sink = new FilesSink(directory, passedOver, form, earlier, Clock.systemUTC());
        return documents -> documents
                .sinkTo(sink)
                .setParallelism(1)
                .uid(OperatorIds.FILES_SINK)
                .name(OperatorIds.FILES_SINK);
    }

    private static Consumer<DataStream<OutputDocument>> kafka(SinkConfig.Kafka kafka) {
        Properties client = kafka.clientProperties();
        client.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        SinkConfig.Topics topics = kafka.topics();
        Sink<OutputDocument> sink = KafkaDocuments.sink(
                new KafkaTopics(topics.cases(), topics.campaigns(), topics.deadLetters(), topics.audit()),
                kafka.alertForm(),
                client,
                Clock.systemUTC());
        return documents -> documents.sinkTo(sink).uid(OperatorIds.KAFKA_SINK).name(OperatorIds.KAFKA_SINK);
    }

    /** Dead letters of the webhook go where all dead letters go. */
    private static Consumer<DataStream<OutputDocument>> webhook(
            WebhookConfig webhook, Consumer<DataStream<OutputDocument>> sinks) {
        return documents -> sinks.accept(documents.union(
                WebhookSink.tell(documents, webhook.settings(), OperatorIds.WEBHOOK_SINK, Clock.systemUTC())));
    }

    private static Consumer<DataStream<OutputDocument>> openSearch(SinkConfig.OpenSearch cluster) {
        SinkConfig.Indices indices = cluster.indices();
        Path authorities = cluster.certificateAuthorities();
        OpenSearchSettings settings = new OpenSearchSettings(
                cluster.endpoints(),
                new IndexNames(
                        indices.cases(),
                        indices.findings(),
                        indices.history(),
                        indices.campaigns(),
                        indices.hosts(),
                        indices.deadLetters(),
                        indices.audit()),
                cluster.authorization(),
                authorities == null ? null : authorities.toString());
        Sink<OutputDocument> sink = new OpenSearchSink(settings, Clock.systemUTC());
        return documents ->
                documents.sinkTo(sink).uid(OperatorIds.OPENSEARCH_SINK).name(OperatorIds.OPENSEARCH_SINK);
    }
}
