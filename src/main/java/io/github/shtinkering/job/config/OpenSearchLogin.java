package io.github.shtinkering.job.config;

import io.github.shtinkering.sink.Authorization;
import io.github.shtinkering.sink.OpenSearchSettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Proves who writes to an index, by a secret that only the writing process looks up.
 *
 * @param user with a password; null where the secret is an API key
 * @param secret as a {@link Secrets reference}
 */
record OpenSearchLogin(@Nullable String user, String secret) implements Authorization {
    @Override
    public String header() throws IOException {
        try {
            return user == null
                    ? OpenSearchSettings.apiKey(Secrets.resolve("sink.opensearch.api_key", secret))
                    : OpenSearchSettings.basic(user, Secrets.resolve("sink.opensearch.password", secret));
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
