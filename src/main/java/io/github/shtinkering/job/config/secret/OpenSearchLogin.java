package io.github.shtinkering.job.config.secret;

import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.sink.HttpAuthorization;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Proves who writes to an index, by a secret that only the writing process looks up.
 *
 * @param user with a password; null where the secret is an API key
 * @param secret as a {@link SecretReferences reference}
 */
public record OpenSearchLogin(@Nullable String user, String secret) implements HttpAuthorization {
    @Override
    public String header() throws IOException {
        try {
            return user == null
                    ? OpenSearchSettings.apiKey(SecretReferences.resolve("sink.opensearch.api_key", secret))
                    : OpenSearchSettings.basic(user, SecretReferences.resolve("sink.opensearch.password", secret));
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
