package io.github.shtinkering.sink.opensearch;

import io.github.shtinkering.sink.TrustedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends bulk requests to the nodes of an OpenSearch or Elasticsearch cluster, to the next one after a failure. */
final class OpenSearchClient {
    /** Only what {@link BulkAnswer} reads. */
    private static final String BULK = "/_bulk?filter_path=errors,error,items.*.status,items.*.error";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final OpenSearchSettings settings;
    private final @Nullable String authorization;
    private final HttpClient http;
    private final AtomicInteger endpoint = new AtomicInteger();
    private volatile boolean streamsSeen;

    /** @throws IOException when the secret that proves who writes cannot be had */
    OpenSearchClient(OpenSearchSettings settings) throws IOException {
        this.settings = settings;
        this.authorization = settings.authorization() == null
                ? null
                : settings.authorization().header();
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        if (settings.authorities() != null) {
            builder.sslContext(TrustedAuthorities.trusting(Path.of(settings.authorities())));
        }
        http = builder.build();
    }

    /** The index's answer; in two halves what is refused as a whole, so that one document costs no other its place. */
    CompletableFuture<BulkAnswer> bulk(List<IndexOperation> operations) {
        return whatIsMissing()
                .thenCompose(missing -> missing == null
                        ? send(operations)
                        : CompletableFuture.completedFuture(BulkAnswer.failed(missing)));
    }

    private CompletableFuture<BulkAnswer> send(List<IndexOperation> operations) {
        HttpRequest request = request(BULK)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(
                        operations.stream().map(IndexOperation::lines).toList()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenCompose(response -> {
            int status = response.statusCode();
            if (!BulkAnswer.isUnacceptable(status) || operations.size() == 1) {
                return CompletableFuture.completedFuture(BulkAnswer.of(status, response.body(), operations));
            }
            int half = operations.size() / 2;
            return send(operations.subList(0, half))
                    .thenCombine(send(operations.subList(half, operations.size())), BulkAnswer::and);
        });
    }

    /**
     * Says once why nothing can be written, null when all is there. A bulk request can insist on an alias; into a data
     * stream that is not there it would write all the same, to an index of that name with guessed types.
     */
    private CompletableFuture<@Nullable String> whatIsMissing() {
        if (streamsSeen) {
            return CompletableFuture.completedFuture(null);
        }
        String names = String.join(",", settings.indices().streams());
        HttpRequest request = request("/_data_stream/" + names + "?filter_path=data_streams.name,error.reason")
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            int status = response.statusCode();
            if (BulkAnswer.isPassing(status)) {
                throw new CompletionException(new IOException("the index answered with status " + status));
            }
            streamsSeen = status == 200;
            return streamsSeen
                    ? null
                    : "the index answered with status " + status + " when asked for the data streams " + names + ": "
                            + response.body() + "; create them with deploy/opensearch/install and let this user see"
                            + " and write them";
        });
    }

    /** Asks another node from now on. */
    void turnToTheNextNode() {
        endpoint.updateAndGet(index -> (index + 1) % settings.endpoints().size());
    }

    private HttpRequest.Builder request(String path) {
        String node = settings.endpoints().get(endpoint.get()).toString();
        URI uri = URI.create((node.endsWith("/") ? node.substring(0, node.length() - 1) : node) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        return authorization == null ? request : request.header("Authorization", authorization);
    }
}
