package io.github.shtinkering.job.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where cases and the rest go.
 *
 * @param files a directory of NDJSON files; null for none
 */
public record SinkConfig(@Nullable Files files) {
    public SinkConfig {
        if (files == null) {
            throw new InvalidKey("", "names no sink: say files.directory");
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
}
