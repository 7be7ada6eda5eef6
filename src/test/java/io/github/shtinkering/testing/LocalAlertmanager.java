package io.github.shtinkering.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real Alertmanager in a process of its own, which keeps its port when it is killed and started again. */
public final class LocalAlertmanager implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path program;
    private final Path directory;
    private final int port = LocalProcess.freePort();
    private @Nullable Process process;

    /**
     * Makes one that {@link #start} starts.
     *
     * @param directory for its files
     * @param configuration its YAML
     */
    public LocalAlertmanager(Path program, Path directory, String configuration) throws IOException {
        this.program = program;
        this.directory = directory;
        Files.writeString(directory.resolve("alertmanager.yml"), configuration);
    }

    /** The program, where Debian's package or another on the PATH provides it. */
    public static Optional<Path> program() {
        return LocalPrometheus.program("prometheus-alertmanager").or(() -> LocalPrometheus.program("alertmanager"));
    }

    /** Starts it and waits until it answers. */
    public void start() throws Exception {
        Process started = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + directory.resolve("alertmanager.yml"),
                        "--storage.path=" + directory.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("alertmanager.log").toFile()))
                .start();
        process = started;
        Await.until("Alertmanager answers", () -> {
            if (!started.isAlive()) {
                throw new AssertionError(Files.readString(directory.resolve("alertmanager.log")));
            }
            return isUp();
        });
    }

    /** Ends it as a power cut would: what it held in memory is lost. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Where alerts are posted to. */
    public URI alertsEndpoint() {
        return URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
    }

    /** The alerts that fire; none while it is away. */
    public List<JsonNode> firing() throws InterruptedException {
        List<JsonNode> firing = new ArrayList<>();
        get("/api/v2/alerts?active=true").ifPresent(answer -> answer.forEach(firing::add));
        return firing;
    }

    /** The groups of the alerts that fire, by the route's {@code group_by}; none while it is away. */
    public List<JsonNode> groups() throws InterruptedException {
        List<JsonNode> groups = new ArrayList<>();
        get("/api/v2/alerts/groups?active=true").ifPresent(answer -> answer.forEach(groups::add));
        return groups;
    }

    private boolean isUp() throws InterruptedException {
        return get("/api/v2/status").isPresent();
    }

    private Optional<JsonNode> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try {
            return Optional.of(JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
