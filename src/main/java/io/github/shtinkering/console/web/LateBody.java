package io.github.shtinkering.console.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** The content of an answer whose header is sent with its first bytes: what fails before them can still be refused. */
final class LateBody extends OutputStream {
    private final HttpExchange exchange;
    private final int status;

    LateBody(HttpExchange exchange, int status) {
        this.exchange = exchange;
        this.status = status;
    }

    @Override
    public void write(int b) throws IOException {
        begun().write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        begun().write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        begun().close();
    }

    private OutputStream begun() throws IOException {
        if (!hasBegun(exchange)) {
            exchange.sendResponseHeaders(status, 0);
        }
        return exchange.getResponseBody();
    }

    /** Whether an answer's header was sent. */
    static boolean hasBegun(HttpExchange exchange) {
        return exchange.getResponseCode() >= 0;
    }
}
