package io.github.shtinkering.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker in a process of its own, by {@code deploy/local/kafka}, on free ports, for the tests of one class. */
public final class LocalKafka implements BeforeAllCallback, AfterAllCallback {
    private static final int START_SECONDS = 300;

    private Path state = Path.of("");
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        state = Files.createTempDirectory("local-kafka");
        port = freePort();
        run("start", "--port", Integer.toString(port), "--controller-port", Integer.toString(freePort()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        run("stop");
        FileUtils.deleteDirectory(state.toFile());
    }

    /** Where clients find the broker. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    private void run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("deploy/local/kafka"));
        command.addAll(List.of(words));
        command.addAll(List.of("--state", state.toString()));
        Path said = state.resolve("said-by-" + words[0]);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(
                    String.join(" ", command) + ": " + Files.readString(said, StandardCharsets.UTF_8));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
