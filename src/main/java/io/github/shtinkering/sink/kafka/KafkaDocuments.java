package io.github.shtinkering.sink.kafka;

import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Writes documents to Kafka, at least once: a revision may come twice after a failure, under the same key and version,
 * and no reader waits for a transaction.
 */
public final class KafkaDocuments {
    private KafkaDocuments() {}

    /**
     * A sink of any parallelism.
     *
     * @param form of alerts
     * @param client properties of the Kafka client, at least {@code bootstrap.servers}; they win over ours
     * @param clock the records' time, that of emission; serialisable, as the clocks of {@link Clock} are
     */
    public static Sink<OutputDocument> sink(KafkaTopics topics, AlertForm form, Properties client, Clock clock) {
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        client.stringPropertyNames().forEach(name -> producer.setProperty(name, client.getProperty(name)));
        return KafkaSink.<OutputDocument>builder()
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(new KafkaDocumentRecord(topics, form, clock))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }
}
