package io.github.shtinkering.job.config.secret;

import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.job.config.problem.NearestName;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SaslConfigs;

/** Further properties of a Kafka client, under Kafka's own names, with secrets as {@link SecretReferences references}. */
public final class KafkaProperties {
    private KafkaProperties() {}

    /**
     * Refuses what Kafka does not know, what has a key of its own, and secrets that are written out.
     *
     * @param known the client's properties
     * @param others further names that are no properties of the client, yet understood
     * @param ownKeys names that our configuration says otherwise, and where
     */
    public static void check(
            Map<String, String> properties, ConfigDef known, Collection<String> others, Map<String, String> ownKeys) {
        TreeSet<String> names = new TreeSet<>(known.names());
        names.addAll(others);
        new TreeMap<>(properties).forEach((name, value) -> {
            String key = "properties." + name;
            if (ownKeys.containsKey(name)) {
                throw new InvalidKey(key, "is not set here; say it as " + ownKeys.get(name));
            }
            if (!names.contains(name)) {
                throw new InvalidKey(
                        key, "is not a property of this Kafka client" + NearestName.didYouMean(name, names));
            }
            ConfigDef.ConfigKey kafkaKey = known.configKeys().get(name);
            if (kafkaKey != null && kafkaKey.type() == ConfigDef.Type.PASSWORD && !isHidden(name, value)) {
                throw new InvalidKey(
                        key, "is a secret: write ${env:NAME} or ${file:/path}, and nothing else, instead of the value");
            }
        });
    }

    private static boolean isHidden(String name, String value) {
        return name.equals(SaslConfigs.SASL_JAAS_CONFIG)
                ? SecretReferences.hidesJaasSecrets(value)
                : SecretReferences.isReference(value);
    }

    /**
     * The properties as they are, and where any refers to a secret the providers by which Kafka's clients resolve it, each
     * in its own process: so no secret travels with the job.
     */
    public static Properties forClient(Map<String, String> properties) {
        Properties client = new Properties();
        properties.forEach(client::setProperty);
        if (properties.values().stream().anyMatch(SecretReferences::hasReference)) {
            client.setProperty("config.providers", String.join(",", SecretReferences.KINDS));
            for (String kind : SecretReferences.KINDS) {
                client.setProperty("config.providers." + kind + ".class", KafkaSecrets.class.getName());
                client.setProperty("config.providers." + kind + ".param." + KafkaSecrets.KIND, kind);
            }
        }
        return client;
    }
}
