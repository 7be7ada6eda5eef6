package io.github.shtinkering.job.config.problem;

/** A configuration that cannot be used; the message is one sentence that names the place and how to mend it. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
