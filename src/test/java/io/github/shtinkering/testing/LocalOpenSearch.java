package io.github.shtinkering.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real OpenSearch node in a process of its own, with the indices of {@code deploy/opensearch}, for one class. */
public final class LocalOpenSearch implements BeforeAllCallback, AfterAllCallback {
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable LocalProcess node;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        port = IntStream.rangeClosed(9201, 9299)
                .filter(LocalOpenSearch::isFree)
                .findFirst()
                .orElseThrow();
        node = new LocalProcess("opensearch");
        start();
        Process creation = new ProcessBuilder(
                        "deploy/opensearch/create-indices", endpoint().toString())
                .inheritIO()
                .start();
        if (!creation.waitFor(1, TimeUnit.MINUTES) || creation.exitValue() != 0) {
            throw new IllegalStateException("the indices could not be created");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (node != null) {
            node.stop();
        }
    }

    /** Where clients find the node. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends the node as a power cut would, and starts it again. */
    public void killAndStart() throws IOException, InterruptedException {
        process().kill();
        start();
    }

    /** The answer to a GET of a path, e.g. {@code /shtinkering-cases/_count}. */
    public String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint().resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void start() throws IOException, InterruptedException {
        process().run("start", "--port", Integer.toString(port));
    }

    private LocalProcess process() {
        if (node == null) {
            throw new IllegalStateException("not started");
        }
        return node;
    }

    private static boolean isFree(int port) {
        try {
            return LocalProcess.freePort(port) == port;
        } catch (IOException e) {
            return false;
        }
    }
}
