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

/** A real OpenSearch node in a process of its own, with what {@code deploy/opensearch} installs, for one class. */
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
        Process installation = new ProcessBuilder(
                        "deploy/opensearch/install", endpoint().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!installation.waitFor(1, TimeUnit.MINUTES) || installation.exitValue() != 0) {
            throw new IllegalStateException("the templates and indices could not be installed");
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
        return send(HttpRequest.newBuilder(endpoint().resolve(path)));
    }

    /** The answer to a request with a JSON body, e.g. a search. */
    public String send(String method, String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(endpoint().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
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
