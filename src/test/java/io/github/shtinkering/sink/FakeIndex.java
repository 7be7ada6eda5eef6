package io.github.shtinkering.sink;

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

    FakeIndex() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/_bulk", this::bulk);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next request is answered with a status and no more. */
    synchronized void answerNextWith(int status) {
        nextAnswers.add(status);
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
        String[] lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("\n");
        Integer status = nextAnswers.poll();
        if (status != null) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (int i = 0; i < lines.length; i += 2) {
            items.addObject().set("index", index(JSON.readTree(lines[i]).path("index"), JSON.readTree(lines[i + 1])));
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ObjectNode index(JsonNode action, JsonNode document) {
        String key = action.path("_index").asText() + "/" + action.path("_id").asText();
        ObjectNode item = JSON.createObjectNode();
        int status = statusOfDocument.apply(action.path("_id").asText());
        long version = action.path("version").asLong();
        if (status == 200 && version < versions.getOrDefault(key, 0L)) {
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
