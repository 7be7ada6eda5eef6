package io.github.shtinkering.job.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from: exactly one of the two.
 *
 * @param kafka topics of a Kafka cluster; null when files are read
 * @param files files and directories in order of arrival; empty when Kafka is read
 */
public record SourceConfig(@Nullable KafkaConfig kafka, List<Path> files) {
    public SourceConfig {
        files = files == null ? List.of() : List.copyOf(files);
        if ((kafka == null) == files.isEmpty()) {
            throw new InvalidKey("", "must have either kafka or files, one of the two");
        }
    }
}
