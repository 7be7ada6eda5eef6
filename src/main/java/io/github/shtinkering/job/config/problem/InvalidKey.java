package io.github.shtinkering.job.config.problem;

import io.github.shtinkering.job.config.ConfigFile;

/**
 * Thrown by the constructor of a section for one of its keys; {@link ConfigFile} adds the section's path and the line.
 */
public final class InvalidKey extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key relative to the section, dotted; empty for the section itself
     * @param message what is wrong and how to mend it, as it follows the key's name in a sentence
     */
    public InvalidKey(String key, String message) {
        super(message);
        this.key = key;
    }

    public String key() {
        return key;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
