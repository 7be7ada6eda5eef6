package io.github.shtinkering.job;

import io.github.shtinkering.job.config.ConfigException;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.SinkConfig;
import io.github.shtinkering.job.config.WebhookConfig;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.EarlierOutput;
import io.github.shtinkering.sink.FilesSink;
import io.github.shtinkering.sink.IndexNames;
import io.github.shtinkering.sink.KafkaDocuments;
import io.github.shtinkering.sink.KafkaTopics;
import io.github.shtinkering.sink.OpenSearchSettings;
import io.github.shtinkering.sink.OpenSearchSink;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.Webhook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sinks, as the configuration says. */
final class Sinks {
    private Sinks() {}

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
    static Consumer<DataStream<OutputDocument>> files(
            Path directory, List<String> passedOver, AlertForm form, EarlierOutput earlier) {
        Sink<OutputDocument> sink = new FilesSink(directory, passedOver, form, earlier, Clock.systemUTC());
        return documents -> documents
                .sinkTo(sink)
                .setParallelism(1)
                .uid(Operators.FILES_SINK)
                .name(Operators.FILES_SINK);
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
        return documents -> documents.sinkTo(sink).uid(Operators.KAFKA_SINK).name(Operators.KAFKA_SINK);
    }

    /** Dead letters of the webhook go where all dead letters go. */
    private static Consumer<DataStream<OutputDocument>> webhook(
            WebhookConfig webhook, Consumer<DataStream<OutputDocument>> sinks) {
        return documents -> sinks.accept(documents.union(
                Webhook.tell(documents, webhook.settings(), Operators.WEBHOOK_SINK, Clock.systemUTC())));
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
                documents.sinkTo(sink).uid(Operators.OPENSEARCH_SINK).name(Operators.OPENSEARCH_SINK);
    }
}
