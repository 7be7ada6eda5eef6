package io.github.shtinkering.job.config.secret;

import io.github.shtinkering.job.config.problem.ConfigException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Resolves our {@link SecretReferences references} inside Kafka's own clients, which write them alike: {@code ${provider:name}}.
 * Kafka makes one for each kind of reference.
 */
public final class KafkaSecrets implements ConfigProvider {
    static final String KIND = "kind";

    private String kind = "";

    @Override
    public void configure(Map<String, ?> parameters) {
        kind = String.valueOf(parameters.get(KIND));
    }

    /** Kafka asks for single names only. */
    @Override
    public ConfigData get(String path) {
        return get(path, Set.of());
    }

    /** @param path what stands before a second colon, which to us is a part of the name */
    @Override
    public ConfigData get(String path, Set<String> names) {
        Map<String, String> resolved = new HashMap<>();
        for (String name : names) {
            String whole = path == null || path.isEmpty() ? name : path + ":" + name;
            try {
                resolved.put(
                        name,
                        SecretReferences.resolve("a property of Kafka's client", "${" + kind + ":" + whole + "}"));
            } catch (ConfigException e) {
                throw new org.apache.kafka.common.config.ConfigException(e.getMessage());
            }
        }
        return new ConfigData(resolved);
    }

    @Override
    public void close() {}
}
