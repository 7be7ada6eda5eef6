package io.github.shtinkering.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.FileUtils;

/** A server in a process of its own, by a script of {@code deploy/local}. */
final class LocalProcess {
    private static final int START_SECONDS = 600;

    private final String script;
    private final Path state;

    LocalProcess(String script) throws IOException {
        this.script = script;
        this.state = Files.createTempDirectory("local-" + script);
    }

    /** Calls the script; fails with what it said. */
    void run(String command, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("deploy/local/" + script, command));
        words.addAll(List.of(options));
        words.addAll(List.of("--state", state.toString()));
        Path said = state.resolve("said-by-" + command);
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(String.join(" ", words) + ": " + Files.readString(said));
        }
    }

    /** Ends the server as a power cut would, and waits until it is gone. */
    void kill() throws IOException {
        ProcessHandle.of(pid()).ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
        });
    }

    /** Sends the server a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("could not send " + name + " to " + script);
        }
    }

    long pid() throws IOException {
        return Long.parseLong(
                Files.readString(state.resolve("pid").resolve(script + ".pid")).strip());
    }

    void stop() throws IOException, InterruptedException {
        run("stop");
        FileUtils.deleteDirectory(state.toFile());
    }

    static int freePort() throws IOException {
        return freePort(0);
    }

    /** The port where it is free, 0 for any. */
    static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
