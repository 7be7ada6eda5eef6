package io.github.shtinkering.job.config;

import io.github.shtinkering.job.config.problem.InvalidKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from, one of Kafka and files, and what is to be known of it; a file that serves replays only may say
 * the latter alone.
 *
 * @param kafka topics of a Kafka cluster; null when files are read
 * @param files files and directories in order of arrival; empty when Kafka is read
 * @param collectors names of hosts that forward events of others in the text of their own records; an event in the text of
 *     any other host's record must be that host's own
 * @param devices host names by a sensor's id, for sensors whose events name no host (CrowdStrike's {@code aid})
 * @param deviceRecords files of CrowdStrike's device records, which tell the same; the table wins over them
 */
public record SourceConfig(
        @Nullable KafkaConfig kafka,
        List<Path> files,
        List<String> collectors,
        Map<String, String> devices,
        List<Path> deviceRecords) {
    public SourceConfig {
        files = files == null ? List.of() : List.copyOf(files);
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        devices = devices == null ? Map.of() : Map.copyOf(devices);
        deviceRecords = deviceRecords == null ? List.of() : List.copyOf(deviceRecords);
        boolean saysNoSource = kafka == null && files.isEmpty();
        boolean saysNothing = saysNoSource && collectors.isEmpty() && devices.isEmpty() && deviceRecords.isEmpty();
        if ((kafka != null && !files.isEmpty()) || saysNothing) {
            throw new InvalidKey("", "must have either kafka or files, one of the two");
        }
        checkCollectors(collectors);
    }

    /** The collectors of all sources and those of Kafka. */
    public List<String> allCollectors() {
        return Stream.concat(collectors.stream(), kafka == null ? Stream.of() : kafka.collectors().stream())
                .toList();
    }

    static void checkCollectors(List<String> collectors) {
        if (collectors.stream().anyMatch(String::isBlank)) {
            throw new InvalidKey("collectors", "holds an empty name");
        }
    }
}
