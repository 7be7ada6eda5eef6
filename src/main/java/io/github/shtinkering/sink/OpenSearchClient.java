package io.github.shtinkering.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Sends bulk requests to the nodes of an OpenSearch cluster, to the next one after a failure. */
final class OpenSearchClient {
    /** Only what {@link BulkAnswer} reads; no index is created by the way. */
    private static final String BULK =
            "/_bulk?require_alias=true&filter_path=errors,error,items.*.status,items.*.error";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final OpenSearchSettings settings;
    private final HttpClient http;
    private final AtomicInteger endpoint = new AtomicInteger();

    OpenSearchClient(OpenSearchSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        if (settings.authorities() != null) {
            builder.sslContext(trusting(Path.of(settings.authorities())));
        }
        http = builder.build();
    }

    CompletableFuture<BulkAnswer> bulk(List<IndexOperation> operations) {
        HttpRequest.Builder request = HttpRequest.newBuilder(bulkUri())
                .timeout(ANSWER)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(
                        operations.stream().map(IndexOperation::lines).toList()));
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> BulkAnswer.of(response.statusCode(), response.body(), operations));
    }

    /** Asks another node from now on. */
    void turnToTheNextNode() {
        endpoint.updateAndGet(index -> (index + 1) % settings.endpoints().size());
    }

    private URI bulkUri() {
        String node = settings.endpoints().get(endpoint.get()).toString();
        return URI.create((node.endsWith("/") ? node.substring(0, node.length() - 1) : node) + BULK);
    }

    private static SSLContext trusting(Path authorities) {
        try (InputStream pem = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the certificate authorities in " + authorities + " cannot be read: " + e.getMessage(), e);
        }
    }
}
