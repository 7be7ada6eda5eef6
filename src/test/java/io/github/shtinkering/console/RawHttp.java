package io.github.shtinkering.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Requests as an attacker writes them: any path, any Host. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 30_000;

    private final URI server;

    public RawHttp(String url) {
        this.server = URI.create(url);
    }

    /** A GET in the server's own name, with more header lines. */
    public Answer get(String path, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Host: " + server.getAuthority();
        return send("GET " + path, "", all);
    }

    /** A request of this line and these headers, and nothing else but how long its body is. */
    public Answer send(String line, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\n");
        Arrays.stream(headers).forEach(header -> request.append(header).append("\r\n"));
        request.append("Content-Length: ").append(body.length()).append("\r\nConnection: close\r\n\r\n");
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((request + body).getBytes(StandardCharsets.ISO_8859_1));
            return Answer.of(socket.getInputStream().readAllBytes());
        }
    }

    /**
     * An answer.
     *
     * @param headers by lower-case name
     * @param text its content, unpacked
     * @param sentBytes the length of the content as it was sent
     */
    public record Answer(int status, Map<String, String> headers, String text, int sentBytes) {
        static Answer of(byte[] all) throws IOException {
            int end = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            String[] head = new String(all, 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
            Map<String, String> headers = new TreeMap<>();
            for (int i = 1; i < head.length; i++) {
                int colon = head[i].indexOf(':');
                headers.put(
                        head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        head[i].substring(colon + 1).strip());
            }
            byte[] sent = Arrays.copyOfRange(all, end + 4, all.length);
            byte[] whole = headers.containsKey("transfer-encoding") ? unchunked(sent) : sent;
            boolean packed = "gzip".equals(headers.get("content-encoding"));
            byte[] content = packed && whole.length > 0
                    ? new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes()
                    : whole;
            return new Answer(
                    Integer.parseInt(head[0].split(" ")[1]),
                    headers,
                    new String(content, StandardCharsets.UTF_8),
                    sent.length);
        }

        private static byte[] unchunked(byte[] sent) throws IOException {
            InputStream in = new ByteArrayInputStream(sent);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int length = length(in); length > 0; length = length(in)) {
                whole.write(in.readNBytes(length));
                in.skipNBytes(2);
            }
            return whole.toByteArray();
        }

        private static int length(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                line.append((char) c);
            }
            return Integer.parseInt(line.toString().strip(), 16);
        }
    }
}
