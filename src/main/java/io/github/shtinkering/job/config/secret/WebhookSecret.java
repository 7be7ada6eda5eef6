package io.github.shtinkering.job.config.secret;

import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.sink.HttpAuthorization;
import java.io.IOException;

/**
 * A secret of a webhook, which only the process that tells it looks up.
 *
 * @param key of the configuration
 * @param reference as a {@link SecretReferences reference}
 */
public record WebhookSecret(String key, String reference) implements HttpAuthorization {
    @Override
    public String header() throws IOException {
        try {
            return SecretReferences.resolve(key, reference);
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
