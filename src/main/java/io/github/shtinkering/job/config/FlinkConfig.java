package io.github.shtinkering.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.job.config.problem.NearestName;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.cep.configuration.CEPCacheOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * Settings of Flink for this job, under Flink's own keys, nested or dotted. Settings of a cluster (memory, ports, slots)
 * have no effect in a job and are refused.
 *
 * @param settings dotted key to value
 */
public record FlinkConfig(Map<String, String> settings) {
    static final FlinkConfig DEFAULT = new FlinkConfig(Map.of());

    /** Replays and live runs are one program, and state must not hide behind Kryo. */
    private static final Map<String, String> FIXED = Map.of(
            ExecutionOptions.RUNTIME_MODE.key(), "STREAMING",
            PipelineOptions.GENERIC_TYPES.key(), "false");

    private static final Map<String, ConfigOption<?>> KNOWN = options(List.of(
            CoreOptions.class,
            PipelineOptions.class,
            ExecutionOptions.class,
            CheckpointingOptions.class,
            StateBackendOptions.class,
            StateRecoveryOptions.class,
            RestartStrategyOptions.class,
            CEPCacheOptions.class));

    public FlinkConfig {
        settings = Map.copyOf(settings);
        Configuration configuration = Configuration.fromMap(settings);
        new TreeMap<>(settings).keySet().forEach(key -> check(key, configuration));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FlinkConfig of(Map<String, Object> nested) {
        Map<String, String> dotted = new TreeMap<>();
        flatten("", nested, dotted);
        return new FlinkConfig(dotted);
    }

    /** For a job on a cluster. */
    public Configuration toConfiguration() {
        Configuration configuration = Configuration.fromMap(FIXED);
        settings.forEach(configuration::setString);
        return configuration;
    }

    /**
     * What of it a replay takes: parallelism and the pipeline. A replay begins again with its input; it needs no
     * checkpoints and no place for them.
     */
    public Configuration toReplayConfiguration() {
        Configuration configuration = Configuration.fromMap(FIXED);
        settings.forEach((key, value) -> {
            if (key.startsWith("pipeline.") || key.equals(CoreOptions.DEFAULT_PARALLELISM.key())) {
                configuration.setString(key, value);
            }
        });
        return configuration;
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> dotted) {
        nested.forEach((name, value) -> {
            String key = prefix + name;
            if (value instanceof Map<?, ?> inner) {
                flatten(key + ".", inner, dotted);
            } else if (value == null || value instanceof List<?>) {
                throw new InvalidKey(key, "must have a single value");
            } else {
                dotted.put(key, value.toString());
            }
        });
    }

    private static void check(String key, Configuration configuration) {
        if (FIXED.containsKey(key)) {
            throw new InvalidKey(key, "is always " + FIXED.get(key) + " in this job; leave it out");
        }
        ConfigOption<?> option = KNOWN.get(key);
        if (option == null) {
            throw new InvalidKey(key, "is not a setting of a Flink job" + NearestName.didYouMean(key, KNOWN.keySet()));
        }
        try {
            configuration.get(option);
        } catch (IllegalArgumentException e) {
            throw new InvalidKey(
                    key, "cannot have the value '" + configuration.getString(key, "") + "': " + rootMessage(e));
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static Map<String, ConfigOption<?>> options(List<Class<?>> classes) {
        Map<String, ConfigOption<?>> options = new TreeMap<>();
        for (Class<?> each : classes) {
            for (Field field : each.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = valueOf(field);
                    options.put(option.key(), option);
                }
            }
        }
        return options;
    }

    private static ConfigOption<?> valueOf(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is public, yet not readable", e);
        }
    }
}
