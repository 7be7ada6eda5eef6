package io.github.shtinkering.job.config;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where approved exceptions and maintenance windows come from.
 *
 * @param file a JSON or YAML list; a relative path starts at the working directory
 */
public record ExceptionsConfig(Path file) {
    public ExceptionsConfig {
        if (file == null) {
            throw new InvalidKey("file", "is missing: name the file with the exceptions");
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new InvalidKey("file", "names no file that can be read: " + file);
        }
    }
}
