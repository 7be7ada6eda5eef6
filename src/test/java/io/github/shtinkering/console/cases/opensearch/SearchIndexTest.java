package io.github.shtinkering.console.cases.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.github.shtinkering.sink.opensearch.IndexNames;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on the page when the index, or what stands before it, answers otherwise. */
class SearchIndexTest {
    private HttpServer node;
    private SearchIndex index;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.start();
        URI endpoint = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
        index = new SearchIndex(new OpenSearchSettings(List.of(endpoint), IndexNames.DEFAULT, null, null));
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void aProxysPageIsNamedByItsStatus() {
        answer(502, "<html>bad gateway</html>");
        assertRefused("what answers at " + index.name() + " with status 502 is not an index: it sends no JSON object");
    }

    @Test
    void noContentIsNoResult() {
        answer(200, "");
        assertRefused("what answers at " + index.name() + " with status 200 is not an index: it sends no JSON object");
    }

    @Test
    void theIndexSaysItsReason() {
        answer(403, "{\"error\":{\"reason\":\"no permissions\"}}");
        assertRefused("the index at " + index.name() + " refuses with 403: no permissions");
    }

    @Test
    void aResultIsHandedOn() throws IOException {
        answer(200, "{\"took\":1}");
        assertThat(index.search("cases", JsonNodeFactory.instance.objectNode())
                        .path("took")
                        .asInt())
                .isEqualTo(1);
    }

    private void assertRefused(String message) {
        assertThatIOException()
                .isThrownBy(() -> index.search("cases", JsonNodeFactory.instance.objectNode()))
                .withMessage(message);
    }

    private void answer(int status, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        node.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
    }
}
