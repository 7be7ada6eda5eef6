package io.github.shtinkering.job.config;

import io.github.shtinkering.sink.Authorization;
import java.io.IOException;

/**
 * A secret of a webhook, which only the process that tells it looks up.
 *
 * @param key of the configuration
 * @param reference as a {@link Secrets reference}
 */
record WebhookSecret(String key, String reference) implements Authorization {
    @Override
    public String header() throws IOException {
        try {
            return Secrets.resolve(key, reference);
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
