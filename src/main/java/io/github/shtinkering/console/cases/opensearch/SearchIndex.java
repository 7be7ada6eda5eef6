package io.github.shtinkering.console.cases.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.sink.TrustedAuthorities;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Asks an OpenSearch or Elasticsearch node; it only ever searches. */
final class SearchIndex {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 300;

    private final OpenSearchSettings settings;
    private final HttpClient http;

    SearchIndex(OpenSearchSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        if (settings.authorities() != null) {
            builder.sslContext(TrustedAuthorities.trusting(Path.of(settings.authorities())));
        }
        http = builder.build();
    }

    /** Where it asks, without a secret that might stand in the address. */
    String name() {
        URI node = settings.endpoints().get(0);
        return node.getScheme() + "://" + node.getHost() + (node.getPort() < 0 ? "" : ":" + node.getPort());
    }

    /**
     * The answer to a search. An index that is not there has no documents.
     *
     * @param index an alias
     * @param search the body of {@code _search}
     * @throws IOException when the node is away or refuses; the message says so to the person in front of the page
     */
    JsonNode search(String index, ObjectNode search) throws IOException {
        String node = settings.endpoints().get(0).toString();
        String base = node.endsWith("/") ? node.substring(0, node.length() - 1) : node;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/" + index + "/_search?ignore_unavailable=true"))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(search)));
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization().header());
        }
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the console is ending", e);
        } catch (IOException e) {
            throw new IOException("the index at " + name() + " does not answer", e);
        }
        try (InputStream body = answer.body()) {
            JsonNode content = json(body, answer.statusCode());
            if (answer.statusCode() != 200) {
                String reason =
                        content.at("/error/reason").asText(content.path("error").asText());
                throw new IOException("the index at " + name() + " refuses with " + answer.statusCode() + ": "
                        + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
            }
            return content;
        }
    }

    /** A proxy in between answers with a page, or with nothing. */
    private JsonNode json(InputStream body, int status) throws IOException {
        String problem =
                "what answers at " + name() + " with status " + status + " is not an index: it sends no JSON object";
        try {
            JsonNode content = JSON.readTree(body);
            if (content.isObject()) {
                return content;
            }
        } catch (JsonProcessingException e) {
            throw new IOException(problem, e);
        }
        throw new IOException(problem);
    }
}
