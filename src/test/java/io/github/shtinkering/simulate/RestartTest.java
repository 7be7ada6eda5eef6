package io.github.shtinkering.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostLimits;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.ingest.source.file.TelemetryFileSource;
import io.github.shtinkering.job.graph.DetectionSettings;
import io.github.shtinkering.job.graph.ShtinkeringJob;
import io.github.shtinkering.publish.document.LinkTemplates;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.files.EarlierOutput;
import io.github.shtinkering.sink.files.FilesSink;
import io.github.shtinkering.testing.FailingSource;
import io.github.shtinkering.testing.FailingStep;
import io.github.shtinkering.testing.InjectedFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In a real Flink the whole job fails again and again, is restored from its checkpoint each time, and ends
 * in the cases of a run that nothing disturbed. A stage that reaches the pattern late would fail the job once more than
 * it may.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestartTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int FAILURES = 8;

    private static final int HOSTS = 5_000;
    /** Every tenth host is attacked. */
    private static final int ATTACKED_EACH = 10;

    private static final int STEPS = 4;
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void everyStoryEndsAsItWouldHaveWithoutTheFailures(long run) throws Exception {
        Path records = recordsOfAllStories(SEED + run);
        TelemetryFileSource source = new TelemetryFileSource(
                InputFiles.below(List.of(records)),
                () -> TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), DecoderSettings.DEFAULTS));

        CaseFiles undisturbed = undisturbed(source);
        CaseFiles disturbed = disturbed(source, 20, SEED + run);

        disturbed.assertThatNothingIsLostOrDoubled();
        assertThat(disturbed.liveCases()).as("seed %d", SEED + run).isEqualTo(undisturbed.liveCases());
        assertThat(disturbed.counts()).as("seed %d", SEED + run).isEqualTo(undisturbed.counts());
    }

    /** Several readers at full speed, and a watermark each few milliseconds. */
    @Test
    void nothingIsLateUnderLoadAndOverRestores() throws Exception {
        DataGeneratorSource<IngestOutput> source = new DataGeneratorSource<>(
                RestartTest::record, (long) HOSTS * STEPS, TypeInformation.of(IngestOutput.class));

        List<String> undisturbed = undisturbed(source).liveCases();
        CaseFiles disturbed = disturbed(source, 300, SEED);

        assertThat(undisturbed)
                .hasSize(HOSTS / ATTACKED_EACH)
                .allMatch(found -> found.contains(" attempt/critical arming+launch+dump 100"));
        disturbed.assertThatNothingIsLostOrDoubled();
        assertThat(disturbed.liveCases()).as("seed %d", SEED).isEqualTo(undisturbed);
    }

    private static IngestOutput record(long number) {
        long host = number % HOSTS;
        int step = (int) (number / HOSTS);
        Facts facts = Facts.of("host-" + host);
        return new IngestOutput(host % ATTACKED_EACH == 0 ? attack(facts, step) : crash(facts, step), null, null);
    }

    /** Nothing that the hosts would have in common, or they were a campaign. */
    private static Fact attack(Facts host, int step) {
        return switch (step) {
            case 0 -> host.lsassStarted(-600, Facts.LSASS);
            case 1 -> host.armedGlobally(-60, REGEDIT);
            case 2 -> host.launched(0, Facts.WER, Facts.LSASS, Facts.TOOL, Facts.process(SVCHOST, 1776L, null));
            default -> host.dumped(2, Facts.WER, "lsass.exe." + Facts.LSASS + ".dmp");
        };
    }

    private static Fact crash(Facts host, int step) {
        long pid = 5_700L + 4L * step;
        return host.launched(step, Facts.WER + 4L * step, pid, pid);
    }

    private CaseFiles undisturbed(Source<IngestOutput, ?, ?> source) throws Exception {
        Path output = directory.resolve("undisturbed");
        run(source, new InjectedFailures(0, 0), output, 0);
        return new CaseFiles(output);
    }

    private <S extends SourceSplit, E> CaseFiles disturbed(
            Source<IngestOutput, S, E> source, int pollsEachCheckpoint, long seed) throws Exception {
        System.out.println("failures by seed " + seed);
        Path output = directory.resolve("disturbed");
        InjectedFailures failures = new InjectedFailures(FAILURES, seed);
        run(new FailingSource<>(source, pollsEachCheckpoint, failures), failures, output, FAILURES);
        assertThat(failures.remaining())
                .as("failures that did not happen, because the input ended")
                .isLessThanOrEqualTo(2);
        return new CaseFiles(output);
    }

    private void run(Source<IngestOutput, ?, ?> source, InjectedFailures failures, Path output, int restarts)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("pipeline.auto-watermark-interval", "5 ms");
        configuration.setString("execution.checkpointing.interval", "50 ms");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", String.valueOf(restarts));
        configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        ShtinkeringJob.define(environment, source, settings(), documents -> documents
                .map(new FailingStep<>(failures))
                .returns(OutputDocument.class)
                .setParallelism(1)
                .sinkTo(new FilesSink(output, List.of(), AlertForm.ECS, EarlierOutput.KEPT, Clock.systemUTC()))
                .setParallelism(1));
        environment.execute();
    }

    private DetectionSettings settings() throws IOException {
        Path exceptions = directory.resolve("exceptions.json");
        JSON.writeValue(exceptions.toFile(), WrittenStories.exceptions());
        return new DetectionSettings(
                RubricWeights.shipped(),
                List.of(),
                List.of(),
                ExceptionList.read(exceptions),
                HostLimits.DEFAULT,
                LinkTemplates.NONE,
                false,
                Clock.systemUTC(),
                true);
    }

    private Path recordsOfAllStories(long seed) throws IOException {
        List<SimulatedStory> stories = Stream.concat(OwnStories.all().stream(), WrittenStories.stories().stream())
                .toList();
        List<byte[]> records =
                Acceptance.shuffledWithDuplicates(Acceptance.inOrder(stories, RestartTest::anySensors), seed);
        Path file = directory.resolve("telemetry.ndjson");
        return Files.write(
                file, records.stream().map(record -> new String(record, UTF_8)).toList());
    }

    private static HostSensors anySensors(SimulatedStory story) {
        List<RecordShape> shapes = RecordShapes.all();
        return HostSensors.withCompanions(shapes.get(Math.floorMod(story.id().hashCode(), shapes.size())));
    }
}
