package io.github.shtinkering.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.sink.SchemaAssert;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real OpenSearch node in a process of its own, with what {@code deploy/opensearch} installs, for one class. */
public final class LocalOpenSearch implements BeforeAllCallback, AfterAllCallback {
    private static final Queue<Integer> PORTS = shuffledPorts();

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable LocalProcess node;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        port = freePort();
        node = new LocalProcess("opensearch");
        start();
        Process installation = new ProcessBuilder(
                        "deploy/opensearch/install", endpoint().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!installation.waitFor(4, TimeUnit.MINUTES) || installation.exitValue() != 0) {
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

    /** Ends the node as a power cut would. */
    public void kill() throws IOException {
        process().kill();
    }

    /** Starts the node again after {@link #kill}, with the indices that it had, and waits until it serves them. */
    public void startAgain() throws IOException, InterruptedException {
        start();
        get("/_cluster/health?wait_for_status=yellow&wait_for_no_initializing_shards=true&timeout=2m");
    }

    /** Lets the node stand still: its connections are there, and nobody answers. */
    public void pause() throws IOException, InterruptedException {
        process().signal("STOP");
    }

    /** Lets the node go on after {@link #pause}. */
    public void resume() throws IOException, InterruptedException {
        process().signal("CONT");
    }

    /** Where the node listens; empty where this system does not tell. */
    public Set<InetSocketAddress> listeners() throws IOException {
        return Listeners.known() ? Listeners.of(process().pid()) : Set.of();
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

    /** Documents of an alias or a data stream of the job's, each of which keeps its schema. */
    public List<JsonNode> documents(String name) throws IOException, InterruptedException {
        List<JsonNode> documents = new ArrayList<>();
        hits(name, "")
                .forEach(hit -> documents.add(SchemaAssert.document(
                        name.substring("shtinkering-".length()),
                        hit.path("_source").toString())));
        return documents;
    }

    /** Ids and external versions of what an alias holds. */
    public Map<String, Long> versions(String alias) throws IOException, InterruptedException {
        Map<String, Long> versions = new HashMap<>();
        hits(alias, "&version=true&_source=false")
                .forEach(hit -> versions.put(
                        hit.path("_id").asText(), hit.path("_version").asLong()));
        return versions;
    }

    private JsonNode hits(String name, String options) throws IOException, InterruptedException {
        send("POST", "/" + name + "/_refresh", "");
        return new ObjectMapper()
                .readTree(get("/" + name + "/_search?size=10000" + options))
                .at("/hits/hits");
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

    /**
     * One of the script's that no other node of this build has. Builds that start at the same time on one machine shall
     * not all take the first.
     */
    private static int freePort() {
        for (Integer port = PORTS.poll(); port != null; port = PORTS.poll()) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port of 9201 to 9299 is free");
    }

    private static Queue<Integer> shuffledPorts() {
        List<Integer> ports =
                new ArrayList<>(IntStream.rangeClosed(9201, 9299).boxed().toList());
        Collections.shuffle(ports);
        return new ConcurrentLinkedQueue<>(ports);
    }

    private static boolean isFree(int port) {
        try {
            return LocalProcess.freePort(port) == port;
        } catch (IOException e) {
            return false;
        }
    }
}
