package io.github.shtinkering.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Prometheus in a process of its own, which scrapes one server every second. */
public final class LocalPrometheus implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private LocalPrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, where Debian's package or another on the PATH provides it. */
    public static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param directory for its files
     * @param scrapedPort where the metrics are, on this machine
     */
    public static LocalPrometheus start(Path program, Path directory, int scrapedPort) throws Exception {
        int port = LocalProcess.freePort();
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: flink
                static_configs: [{targets: ['127.0.0.1:%d']}]
            """.formatted(scrapedPort));
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        LocalPrometheus prometheus = new LocalPrometheus(process, port);
        Await.until("Prometheus has scraped", () -> prometheus.query("up == 1").size() == 1);
        return prometheus;
    }

    /** The series that an expression has now; none while Prometheus is not up. */
    public JsonNode query(String expression) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try {
            String answer = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode read = new ObjectMapper().readTree(answer);
            if (read.path("status").asText().equals("error")) {
                throw new AssertionError(expression + ": " + read.path("error").asText());
            }
            return read.at("/data/result");
        } catch (IOException e) {
            return new ObjectMapper().createArrayNode();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
