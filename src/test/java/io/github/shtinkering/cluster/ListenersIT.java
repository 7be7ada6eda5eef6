package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.Listeners;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that our launchers and scripts start listens beyond loopback, unless it is told to. */
class ListenersIT {
    @TempDir
    static Path folder;

    @BeforeAll
    static void known() {
        assumeTrue(Listeners.known(), "skipped: this system does not tell who listens");
    }

    @Test
    void replay() throws Exception {
        new SimulatedFleet(new SimulatedFleet.Settings(
                        5, Instant.parse("2026-11-09T00:00:00Z").toEpochMilli(), Duration.ofDays(1), 200, 40_000))
                .writeTo(folder);
        listensOnLoopback(
                listeners -> false,
                "jobs/replay",
                "--input",
                folder.resolve("telemetry.ndjson"),
                "--output",
                folder.resolve("replayed"));
    }

    @Test
    void demoWithItsConsole() throws Exception {
        listensOnLoopback(
                listeners -> listeners.size() >= 3,
                "jobs/demo",
                "--output",
                folder.resolve("demo"),
                "--records",
                "20000",
                "--serve",
                "--port",
                "0");
    }

    /** And its broker, which is a process of its own: two ports, and the two of Flink in the launcher's. */
    @Test
    void benchmarkOverKafka() throws Exception {
        listensOnLoopback(
                listeners -> listeners.size() >= 4,
                "jobs/benchmark",
                "--kafka",
                "--records",
                "2000",
                "--rounds",
                "1",
                "--warm-up",
                "1");
    }

    @Test
    void console() throws Exception {
        Files.createDirectories(folder.resolve("empty"));
        listensOnLoopback(
                listeners -> !listeners.isEmpty(), "jobs/console", "--output", folder.resolve("empty"), "--port", "0");
    }

    @Test
    void clusterAndBroker() throws Exception {
        LocalStack stack = new LocalStack(folder.resolve("stack"));
        try {
            stack.start();
            Set<InetSocketAddress> listeners = new HashSet<>();
            try (Stream<Path> pids = Files.list(folder.resolve("stack/pid"))) {
                for (Path pid : pids.toList()) {
                    Set<InetSocketAddress> own =
                            Listeners.of(Long.parseLong(Files.readString(pid).strip()));
                    assertThat(own).as("%s listens", pid.getFileName()).isNotEmpty();
                    listeners.addAll(own);
                }
            }
            assertLoopback("deploy/local", listeners);
        } finally {
            stack.stop();
        }
    }

    /**
     * Starts a launcher, looks at it and at what it starts until it ends, and ends it when enough was seen.
     *
     * @param enough whether nothing more is to be expected
     */
    private static void listensOnLoopback(Predicate<Set<InetSocketAddress>> enough, Object... command)
            throws Exception {
        Path temporary = Files.createTempDirectory(folder, "temporary");
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.of(command).map(Object::toString).toList())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        Process launcher = builder.start();
        Set<InetSocketAddress> seen = new HashSet<>();
        try {
            Await.until(command[0] + " ends, or all that it opens was seen", () -> {
                seen.addAll(Listeners.of(launcher.pid()));
                for (ProcessHandle started : startedBelow(temporary)) {
                    seen.addAll(Listeners.of(started.pid()));
                }
                return !launcher.isAlive() || enough.test(seen);
            });
            if (!launcher.isAlive()) {
                assertThat(launcher.exitValue()).as(Files.readString(said)).isZero();
                assertThat(temporary).as("temporary files go with the process").isEmptyDirectory();
            }
        } finally {
            launcher.destroy();
            launcher.waitFor();
            startedBelow(temporary).forEach(ProcessHandle::destroy);
        }
        assertThat(seen).as("%s listens", command[0]).isNotEmpty();
        assertLoopback(String.valueOf(command[0]), seen);
    }

    /** Processes of which the command line names a place in a folder: a broker outlives the script that starts it. */
    private static List<ProcessHandle> startedBelow(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString() + "/"))
                .toList();
    }

    private static void assertLoopback(String what, Set<InetSocketAddress> listeners) {
        assertThat(listeners).as(what).allSatisfy(address -> assertThat(address.getAddress())
                .matches(each -> each.isLoopbackAddress(), "is loopback"));
    }
}
