package io.github.shtinkering.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stands in front of a server without TLS and logins, ends TLS, and lets only one login through. */
public final class TlsProxy implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpsServer server;
    private final URI behind;
    private final Set<String> logins;
    private final Set<String> used = new ConcurrentSkipListSet<>();

    /**
     * @param behind the server without TLS
     * @param logins values of the header {@code Authorization} that are let through
     */
    public TlsProxy(SelfSigned identity, URI behind, Set<String> logins) throws IOException, GeneralSecurityException {
        this.behind = behind;
        this.logins = Set.copyOf(logins);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(identity)));
        server.createContext("/", this::pass);
        server.start();
    }

    /** Where clients find it. */
    public URI endpoint() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The logins that came through. */
    public Set<String> used() {
        return Set.copyOf(used);
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        if (login == null || !logins.contains(login)) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        used.add(login);
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        try {
            HttpResponse<byte[]> answer = http.send(
                    (type == null ? request : request.header("Content-Type", type)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static SSLContext context(SelfSigned identity) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(identity.keyStore())) {
            store.load(in, SelfSigned.PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, SelfSigned.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
