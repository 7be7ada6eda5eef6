package io.github.shtinkering.sink.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An index that keeps the highest version of a document, and misbehaves as a test tells it to. */
final class FakeIndex implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> documents = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Queue<Integer> nextAnswers = new ArrayDeque<>();
    private Function<String, Integer> statusOfDocument = id -> 200;
    private @Nullable String lastAuthorization;
    private int statusOfStreams = 200;
    private int timesAskedForStreams;
    private int mostBytes = Integer.MAX_VALUE;
    private int blocked;

    FakeIndex() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/_bulk", this::bulk);
        server.createContext("/_data_stream", this::streams);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next request is answered with a status and no more. */
    synchronized void answerNextWith(int status) {
        nextAnswers.add(status);
    }

    /** How the question whether data streams are there is answered. */
    synchronized void answerOfStreams(int status) {
        statusOfStreams = status;
    }

    synchronized int timesAskedForStreams() {
        return timesAskedForStreams;
    }

    /** So many documents meet a block that a person set. */
    synchronized void blockNext(int documents) {
        blocked = documents;
    }

    /** A larger request is refused as a whole. */
    synchronized void takeNoMoreThan(int bytes) {
        mostBytes = bytes;
    }

    /** What becomes of a document with an id; asked each time it comes. */
    synchronized void judgeBy(Function<String, Integer> statusOfDocument) {
        this.statusOfDocument = statusOfDocument;
    }

    /** What is held, by {@code index/id}. */
    synchronized Map<String, JsonNode> documents() {
        return new HashMap<>(documents);
    }

    synchronized @Nullable String lastAuthorization() {
        return lastAuthorization;
    }

    private synchronized void bulk(HttpExchange exchange) throws IOException {
        lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] request = exchange.getRequestBody().readAllBytes();
        String[] lines = new String(request, StandardCharsets.UTF_8).split("\n");
        Integer status = request.length > mostBytes ? Integer.valueOf(413) : nextAnswers.poll();
        if (status != null) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (int i = 0; i < lines.length; i += 2) {
            Map.Entry<String, JsonNode> action =
                    JSON.readTree(lines[i]).properties().iterator().next();
            items.addObject().set(action.getKey(), index(action, JSON.readTree(lines[i + 1])));
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized void streams(HttpExchange exchange) throws IOException {
        timesAskedForStreams++;
        byte[] body = "{\"error\":{\"reason\":\"no such index\"}}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(statusOfStreams, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ObjectNode index(Map.Entry<String, JsonNode> operation, JsonNode document) {
        JsonNode action = operation.getValue();
        boolean creates = operation.getKey().equals("create");
        String key = action.path("_index").asText() + "/" + action.path("_id").asText();
        ObjectNode item = JSON.createObjectNode();
        if (blocked > 0) {
            blocked--;
            item.putObject("error").put("type", "cluster_block_exception").put("reason", "index write (api)");
            return item.put("status", 403);
        }
        int status = statusOfDocument.apply(action.path("_id").asText());
        long version = action.path("version").asLong();
        if (status == 200 && (creates ? documents.containsKey(key) : version < versions.getOrDefault(key, 0L))) {
            status = 409;
        }
        if (status == 200) {
            versions.put(key, version);
            documents.put(key, document);
        } else {
            item.putObject("error").put("type", "type_" + status).put("reason", "the test says so");
        }
        return item.put("status", status);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
