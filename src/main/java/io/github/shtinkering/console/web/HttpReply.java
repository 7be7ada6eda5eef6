package io.github.shtinkering.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer: packed where the other side can unpack it, and not sent at all where it already has it. Whatever it says,
 * a browser runs no script but ours, loads nothing from elsewhere, shows it in no frame and keeps it on no disk.
 */
final class HttpReply {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORTH_PACKING = 1_400;
    private static final int FIRST_BYTES = 1 << 16;
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store",
            "Vary",
            "Accept-Encoding, Cookie, Authorization");

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Body body;
    private final @Nullable String tag;
    private final boolean packable;
    private Runnable atTheEnd = () -> {};

    private HttpReply(int status, String type, Body body, @Nullable String tag, boolean packable) {
        this.status = status;
        this.body = body;
        this.tag = tag;
        this.packable = packable;
        headers.put("Content-Type", type);
    }

    static HttpReply of(String type, byte[] content) {
        return new HttpReply(200, type, out -> out.write(content), tag(content), content.length >= WORTH_PACKING);
    }

    static HttpReply json(ObjectNode content) {
        try {
            return of("application/json", JSON.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /** One sentence; plain text, so that it stays one. */
    static HttpReply problem(int status, String sentence) {
        byte[] text = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        return new HttpReply(status, "text/plain; charset=utf-8", out -> out.write(text), null, false);
    }

    /** Something too long to be held in memory. */
    static HttpReply stream(String type, Body body) {
        return new HttpReply(200, type, body, null, true);
    }

    static HttpReply seeOther(String place) {
        return problem(303, "see " + place).with("Location", place);
    }

    HttpReply with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Makes a browser save it instead of showing it. */
    HttpReply asFile(String name) {
        return with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    /** Lets something be done when it has been sent, or could not be. */
    HttpReply atTheEnd(Runnable action) {
        atTheEnd = action;
        return this;
    }

    int status() {
        return status;
    }

    /**
     * Sends it, in place of one that failed before its header was sent.
     *
     * @throws IOException when the content cannot be had or sent; whether its header was sent the exchange knows
     */
    void send(HttpExchange exchange) throws IOException {
        try {
            sendAll(exchange);
        } finally {
            atTheEnd.run();
        }
    }

    private void sendAll(HttpExchange exchange) throws IOException {
        Headers out = exchange.getResponseHeaders();
        out.clear();
        ALWAYS.forEach(out::set);
        headers.forEach(out::set);
        Headers asked = exchange.getRequestHeaders();
        if (tag != null) {
            out.set("ETag", tag);
            if (tag.equals(asked.getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
        }
        boolean packed = packable && accepts(asked.getFirst("Accept-Encoding"));
        if (packed) {
            out.set("Content-Encoding", "gzip");
        }
        if (tag == null && packable) {
            write(new BufferedOutputStream(new LateBody(exchange, status), FIRST_BYTES), packed);
        } else {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            write(content, packed);
            exchange.sendResponseHeaders(status, content.size());
            content.writeTo(exchange.getResponseBody());
        }
    }

    /** Only what is whole is ended: whoever gets a part shall notice. */
    private void write(OutputStream out, boolean packed) throws IOException {
        OutputStream content = packed ? new GZIPOutputStream(out, 1 << 13) : out;
        body.writeTo(content);
        content.close();
    }

    private static boolean accepts(@Nullable String encodings) {
        if (encodings != null) {
            for (String encoding : encodings.split(",")) {
                if (encoding.strip().equals("gzip")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Weak: the same content packed and not packed has one tag. */
    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Writes what an answer says. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
