package io.github.shtinkering.job.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where cases and the rest go: one place or several.
 *
 * @param files a directory of NDJSON files; null for none
 * @param kafka topics of a Kafka cluster; null for none
 */
public record SinkConfig(@Nullable Files files, @Nullable Kafka kafka) {
    public SinkConfig {
        if (files == null && kafka == null) {
            throw new InvalidKey("", "names no sink: say files.directory or kafka.bootstrap_servers");
        }
    }

    /**
     * The files of a replay's output.
     *
     * @param directory is created when it is missing; earlier output there is replaced
     */
    public record Files(Path directory) {
        public Files {
            if (directory == null) {
                throw new InvalidKey("directory", "is missing: name the directory for the output");
            }
        }
    }

    /**
     * Topics that documents are written to.
     *
     * @param bootstrapServers {@code host:port}, comma-separated
     * @param topics their names; the usual ones unless told
     * @param properties further properties of Kafka's producer, secrets as {@link Secrets references}
     */
    public record Kafka(String bootstrapServers, Topics topics, Map<String, String> properties) {
        private static final Map<String, String> OWN_KEYS =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "sink.kafka.bootstrap_servers");

        public Kafka {
            topics = topics == null ? Topics.DEFAULT : topics;
            properties = properties == null ? Map.of() : Map.copyOf(properties);
            if (bootstrapServers == null || bootstrapServers.isBlank()) {
                throw new InvalidKey("bootstrap_servers", "is missing: write host:port of a broker");
            }
            KafkaProperties.check(properties, ProducerConfig.configDef(), List.of(), OWN_KEYS);
        }

        /** The properties with their references resolved. Never print them. */
        public Properties resolvedProperties() throws ConfigException {
            return KafkaProperties.resolve("sink.kafka", properties);
        }
    }

    /**
     * Topics by what is written to them.
     *
     * @param cases revisions of cases
     * @param campaigns revisions of campaigns
     * @param deadLetters records that could not be used
     * @param audit uses and refusals of exceptions
     */
    public record Topics(String cases, String campaigns, String deadLetters, String audit) {
        static final Topics DEFAULT = new Topics(
                "shtinkering.cases.v1", "shtinkering.campaigns.v1", "shtinkering.dlq.v1", "shtinkering.audit.v1");

        public Topics {
            cases = cases == null ? DEFAULT.cases() : cases;
            campaigns = campaigns == null ? DEFAULT.campaigns() : campaigns;
            deadLetters = deadLetters == null ? DEFAULT.deadLetters() : deadLetters;
            audit = audit == null ? DEFAULT.audit() : audit;
        }
    }
}
