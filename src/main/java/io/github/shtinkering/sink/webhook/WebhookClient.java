package io.github.shtinkering.sink.webhook;

import io.github.shtinkering.sink.TrustedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Posts to one endpoint; follows no redirects, which would carry the secret elsewhere. */
final class WebhookClient {
    /** Header with the signature of the body: {@code sha256=} and the HMAC in hex. */
    static final String SIGNATURE = "X-Signature-256";

    /** Header that is the same when a notification comes twice. */
    static final String KEY = "Idempotency-Key";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int MOST_ANSWER = 500; // characters that are kept

    private final WebhookSettings settings;
    private final @Nullable String authorization;
    private final @Nullable SecretKeySpec key;
    private final HttpClient http;

    /**
     * What the endpoint said.
     *
     * @param status of HTTP
     * @param text the beginning of it
     */
    record Answer(int status, String text) {
        boolean isHeard() {
            return status >= 200 && status < 300;
        }

        /** Whether it would say the same of the same again. */
        boolean isFinal() {
            return status >= 300 && status < 500 && status != TIMEOUT && status != TOO_MANY;
        }
    }

    /** @throws IOException when a secret cannot be had */
    WebhookClient(WebhookSettings settings) throws IOException {
        this.settings = settings;
        authorization = settings.authorization() == null
                ? null
                : settings.authorization().header();
        key = settings.signingKey() == null
                ? null
                : new SecretKeySpec(settings.signingKey().header().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        if (settings.authorities() != null) {
            builder.sslContext(TrustedAuthorities.trusting(Path.of(settings.authorities())));
        }
        http = builder.build();
    }

    /**
     * Posts a body.
     *
     * @param idempotencyKey tells that two posts are one
     */
    CompletableFuture<Answer> post(String body, String idempotencyKey) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.endpoint())
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header(KEY, idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (authorization != null) {
            request.header(settings.header(), authorization);
        }
        if (key != null) {
            request.header(SIGNATURE, "sha256=" + signature(bytes, key));
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), head(response.body())));
    }

    /**
     * What an Alertmanager holds of cases, as its API tells it; waits for the answer.
     *
     * @throws IOException when there is none
     */
    String alertsOfCases() throws IOException, InterruptedException {
        String cases = "?filter=" + URLEncoder.encode("case=~\".+\"", StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.endpoint() + cases)).timeout(CONNECT);
        if (authorization != null) {
            request.header(settings.header(), authorization);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    private static String head(String text) {
        return text.length() <= MOST_ANSWER ? text : text.substring(0, MOST_ANSWER);
    }

    private static String signature(byte[] body, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows " + key.getAlgorithm(), e);
        }
    }
}
