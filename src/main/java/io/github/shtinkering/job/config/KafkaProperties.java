package io.github.shtinkering.job.config;

import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/** Further properties of a Kafka client, under Kafka's own names, with secrets as {@link Secrets references}. */
final class KafkaProperties {
    private KafkaProperties() {}

    /**
     * Refuses what Kafka does not know, what has a key of its own, and secrets that are written out.
     *
     * @param known the client's properties
     * @param others further names that are no properties of the client, yet understood
     * @param ownKeys names that our configuration says otherwise, and where
     */
    static void check(
            Map<String, String> properties, ConfigDef known, Collection<String> others, Map<String, String> ownKeys) {
        TreeSet<String> names = new TreeSet<>(known.names());
        names.addAll(others);
        new TreeMap<>(properties).forEach((name, value) -> {
            String key = "properties." + name;
            if (ownKeys.containsKey(name)) {
                throw new InvalidKey(key, "is not set here; say it as " + ownKeys.get(name));
            }
            if (!names.contains(name)) {
                throw new InvalidKey(key, "is no property of this Kafka client" + NearestName.didYouMean(name, names));
            }
            ConfigDef.ConfigKey kafkaKey = known.configKeys().get(name);
            if (kafkaKey != null && kafkaKey.type() == ConfigDef.Type.PASSWORD && !Secrets.isReference(value)) {
                throw new InvalidKey(key, "is a secret: write ${env:NAME} or ${file:/path} instead of the value");
            }
        });
    }

    /** The properties with their references resolved; never print them. */
    static Properties resolve(String section, Map<String, String> properties) throws ConfigException {
        Properties resolved = new Properties();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            resolved.setProperty(
                    property.getKey(),
                    Secrets.resolve(section + ".properties." + property.getKey(), property.getValue()));
        }
        return resolved;
    }
}
