package io.github.shtinkering.sink.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What a webhook posts to, with a will of its own. */
final class Endpoint implements AutoCloseable {
    private static final int STALLS = 0;

    final List<Request> requests = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final int port;
    private @Nullable HttpServer server;

    /**
     * What came.
     *
     * @param headers with names in lower case
     */
    record Request(String body, Map<String, String> headers) {
        String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    Endpoint() throws IOException {
        port = start(0);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/hook");
    }

    /** Takes requests, and never answers. */
    void stall() {
        status = STALLS;
    }

    /** Is away: whoever connects is refused. */
    void die() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Is back, where it was. */
    void comeBack() throws IOException {
        start(port);
    }

    private int start(int at) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        started.setExecutor(threads);
        started.createContext("/hook", this::answer);
        started.start();
        server = started;
        return started.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        int answered = status;
        requests.add(new Request(body, headers));
        if (answered == STALLS) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.getResponseHeaders().set("Location", "/hook?elsewhere"); // read of a redirect only
        byte[] said = "I am a test".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answered == STALLS ? 503 : answered, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    @Override
    public void close() {
        end.countDown();
        die();
        threads.shutdownNow();
    }
}
