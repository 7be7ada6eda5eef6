package io.github.shtinkering.sink.opensearch;

import io.github.shtinkering.sink.HttpAuthorization;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an OpenSearch cluster is reached.
 *
 * @param endpoints its nodes, {@code https://host:port}; when one fails the next is asked
 * @param indices where documents go
 * @param authorization who asks; null for nobody
 * @param authorities a file of PEM certificates that sign the nodes' own; null for those that Java trusts
 */
public record OpenSearchSettings(
        List<URI> endpoints,
        IndexNames indices,
        @Nullable HttpAuthorization authorization,
        @Nullable String authorities)
        implements Serializable {

    /** Checks that there is a node to ask. */
    public OpenSearchSettings {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("name at least one endpoint, https://host:port");
        }
    }

    /** The header's value for a user and a password. */
    public static String basic(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** The header's value for an API key, as its issuer encoded it. */
    public static String apiKey(String key) {
        return "ApiKey " + key;
    }

    /** Names everything but the secret. */
    @Override
    public String toString() {
        return "OpenSearchSettings[endpoints=" + endpoints + ", indices=" + indices + ", authorities=" + authorities
                + "]";
    }
}
