package io.github.shtinkering.sink.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.Documents;
import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The files sink in a real Flink: failures, savepoints, the end of the input. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FilesSinkTest {
    private static final long CASES = 10;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path temporary;

    private Path output;

    @BeforeEach
    void reset() {
        output = temporary.resolve("output");
        FAILED.set(false);
    }

    @Test
    void writesTheFilesOfABoundedJobWithoutCheckpoints() throws Exception {
        job(new Configuration(), 1_000, new Alerts(false)).execute();
        assertThatRevisionsAre(1_000);
        assertThat(output.resolve(".shtinkering")).doesNotExist();
    }

    @Test
    void writesEachRevisionOnceOverAFailure() throws Exception {
        job(checkpointsAndRestarts(), 100_000, new Alerts(true)).execute();
        assertThat(FAILED).as("the job failed after a checkpoint").isTrue();
        assertThatRevisionsAre(100_000);
        assertThat(output.resolve(".shtinkering")).doesNotExist();
    }

    @Test
    void goesOnFromASavepoint(@InjectMiniCluster MiniCluster cluster) throws Exception {
        JobClient first =
                job(checkpointsAndRestarts(), Long.MAX_VALUE, new Alerts(false)).executeAsync();
        CommonTestUtils.waitForAllTaskRunning(cluster, first.getJobID(), false);
        String savepoint = first.stopWithSavepoint(
                        false, temporary.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        first.getJobExecutionResult().get();
        long revisionsAtTheSavepoint = revisions().count();

        Configuration restored = checkpointsAndRestarts();
        restored.setString("execution.state-recovery.path", savepoint);
        JobClient second = job(restored, Long.MAX_VALUE, new Alerts(false)).executeAsync();
        CommonTestUtils.waitForAllTaskRunning(cluster, second.getJobID(), false);
        second.stopWithSavepoint(
                        true, temporary.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        second.getJobExecutionResult().get();

        assertThat(revisions().count()).isGreaterThan(revisionsAtTheSavepoint);
        assertThatRevisionsAre(revisions().count());
    }

    private StreamExecutionEnvironment job(Configuration configuration, long revisions, Alerts alerts) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.fromSource(new NumberSequenceSource(1, revisions), WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .map(alerts)
                .uid("alerts")
                .sinkTo(new FilesSink(output, List.of(), AlertForm.ECS, EarlierOutput.KEPT, Clock.systemUTC()))
                .uid("files");
        return env;
    }

    private static Configuration checkpointsAndRestarts() {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "20 ms");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
        return configuration;
    }

    private void assertThatRevisionsAre(long number) throws IOException {
        assertThat(revisions().toArray())
                .isEqualTo(LongStream.rangeClosed(1, number).toArray());
        assertThat(versions("cases.ndjson").sorted().toArray())
                .isEqualTo(LongStream.rangeClosed(number - CASES + 1, number).toArray());
    }

    private LongStream revisions() throws IOException {
        return versions("alerts.ndjson");
    }

    private LongStream versions(String file) throws IOException {
        try (Stream<String> lines = Files.lines(output.resolve(file))) {
            return LongStream.of(
                    lines.mapToLong(line -> Long.parseLong(line.replaceAll(".*\"version\":(\\d+).*", "$1")))
                            .toArray());
        }
    }

    /** Turns numbers into revisions of a few cases; where it is told to, it fails once after a checkpoint. */
    private static final class Alerts extends RichMapFunction<Long, OutputDocument> implements CheckpointListener {
        private final boolean failing;
        private boolean checkpointed;

        Alerts(boolean failing) {
            this.failing = failing;
        }

        @Override
        public OutputDocument map(Long version) {
            if (failing && checkpointed && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("injected by the test");
            }
            return Documents.alert("case-" + version % CASES, version, 50, "medium", "precursor");
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = true;
        }
    }
}
