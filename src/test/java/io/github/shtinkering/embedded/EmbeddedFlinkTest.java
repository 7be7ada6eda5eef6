package io.github.shtinkering.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.Listeners;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkTest {
    private static final int PATIENCE_MILLIS = 5_000;

    @TempDir
    Path folder;

    @Test
    void itListensOnLoopbackAloneAndTakesNeitherJobsNorCancellations() throws Exception {
        assumeTrue(Listeners.known(), "skipped: this system does not tell who listens");
        long self = ProcessHandle.current().pid();
        Set<InetSocketAddress> before = Listeners.of(self);
        JobClient job = endlessJob();
        try {
            Await.until("the job runs", () -> job.getJobStatus().get() == JobStatus.RUNNING);
            Set<InetSocketAddress> opened = new HashSet<>(Listeners.of(self));
            opened.removeAll(before);
            assertThat(opened).isNotEmpty().allSatisfy(address -> assertThat(address.getAddress())
                    .matches(each -> each.isLoopbackAddress(), "is loopback"));
            List<String> requests = List.of(
                    "GET /jobs/overview",
                    "GET /config",
                    "POST /jobs",
                    "POST /jars/upload",
                    "PATCH /jobs/" + job.getJobID(),
                    "POST /jobs/" + job.getJobID() + "/stop");
            for (InetSocketAddress address : opened) {
                for (String request : requests) {
                    assertThat(answer(address, request))
                            .as("%s at %s", request, address)
                            .doesNotStartWith("HTTP/1.1 2");
                }
            }
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        } finally {
            job.cancel().get();
        }
    }

    private static JobClient endlessJob() throws Exception {
        StreamExecutionEnvironment environment = EmbeddedFlink.environment(new Configuration());
        environment.setParallelism(1);
        environment
                .fromSource(new NumberSequenceSource(1, Long.MAX_VALUE), WatermarkStrategy.noWatermarks(), "numbers")
                .sinkTo(new DiscardingSink<>());
        return environment.executeAsync();
    }

    /** The first line of it; empty where something else than HTTP listens, and hangs up or says nothing. */
    private static String answer(InetSocketAddress address, String request) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String text = request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes(12);
            return new String(start, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void whatAKilledProcessLeftGoesAndWhatALivingOneHasStays() throws Exception {
        Path own = directory("own");
        TemporaryFiles.makeLocked(own);
        Path forgotten = directory("forgotten");
        Files.createFile(forgotten.resolve("lock"));
        Path precious = Files.writeString(folder.resolve("precious"), "");
        Files.createSymbolicLink(
                Files.createDirectory(forgotten.resolve("deep")).resolve("link"), precious);
        Files.writeString(forgotten.resolve("deep/jar"), "21 MB");
        Path starting = directory("starting");
        Path foreign = Files.createDirectory(folder.resolve("other"));
        Path link = Files.createSymbolicLink(folder.resolve("shtinkering-run-link"), foreign);
        Files.createFile(foreign.resolve("lock"));

        TemporaryFiles.removeForgotten(own);

        assertThat(forgotten).doesNotExist();
        assertThat(List.of(own, starting, foreign, link, precious))
                .allSatisfy(kept -> assertThat(kept).exists());
    }

    @Test
    void whatALivingProcessHasStaysAfterAGarbageCollectionToo() throws Exception {
        Path living = directory("living");
        TemporaryFiles.makeLocked(living);
        Path abandoned = Files.createFile(folder.resolve("abandoned"));
        lockAndForget(abandoned);
        Await.until("a lock that nobody refers to is given up", () -> {
            System.gc();
            return isFree(abandoned);
        });

        TemporaryFiles.removeForgotten(directory("next"));

        assertThat(living).exists();
    }

    @SuppressWarnings("resource") // what closes it, the garbage collection, is what the test waits for
    private static void lockAndForget(Path file) throws IOException {
        assertThat(FileChannel.open(file, StandardOpenOption.WRITE).tryLock()).isNotNull();
    }

    private static boolean isFree(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectory(folder.resolve("shtinkering-run-" + name));
    }
}
