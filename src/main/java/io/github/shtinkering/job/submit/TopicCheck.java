package io.github.shtinkering.job.submit;

import io.github.shtinkering.job.command.FailureMessages;
import io.github.shtinkering.job.config.ExceptionsConfig;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.KafkaConfig;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks for the topics that a job reads, before it is submitted: one that is not there would fail it again and again. */
final class TopicCheck {
    private static final String TIMEOUT_MILLIS = "10000";

    private TopicCheck() {}

    /**
     * Looks for the topics of the source, unless they are given by a pattern, and for the control topic.
     *
     * @throws IllegalArgumentException when one does not exist; the message names it
     * @throws KafkaException when the brokers cannot be asked from here
     */
    static void requireTopics(JobConfig config) throws InterruptedException {
        KafkaConfig source = config.source() == null ? null : config.source().kafka();
        if (source != null) {
            require(source.topics(), source.bootstrapServers(), source.clientProperties(), "source.kafka.topics");
        }
        ExceptionsConfig.Topic control =
                config.exceptions() == null ? null : config.exceptions().kafka();
        if (control != null) {
            require(
                    List.of(control.topic()),
                    control.bootstrapServers(),
                    control.clientProperties(),
                    "exceptions.kafka.topic, which jobs/topics creates");
        }
    }

    private static void require(List<String> topics, String servers, Properties client, String key)
            throws InterruptedException {
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(client)) {
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                    admin.describeTopics(topics).topicNameValues().entrySet()) {
                require(topic.getKey(), topic.getValue(), servers, key);
            }
        }
    }

    private static void require(String topic, KafkaFuture<TopicDescription> description, String servers, String key)
            throws InterruptedException {
        try {
            description.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalArgumentException(
                        "there is no topic '" + topic + "' at " + servers + " (" + key + "): create it first", e);
            }
            throw new KafkaException(FailureMessages.rootMessage(e), e);
        }
    }
}
