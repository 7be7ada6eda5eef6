package io.github.shtinkering.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.casebook.Weights;
import io.github.shtinkering.job.DetectionSettings;
import io.github.shtinkering.job.ShtinkeringJob;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.source.DecoderFactory;
import io.github.shtinkering.source.InputFiles;
import io.github.shtinkering.source.TelemetryFileSource;
import io.github.shtinkering.telemetry.DecoderSettings;
import io.github.shtinkering.telemetry.TelemetryDecoder;
import io.github.shtinkering.telemetry.format.Formats;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Runs the job's graph over records in the order in which they are given, and tells what it found. */
final class StoryReplay {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DecoderFactory DECODERS =
            () -> new TelemetryDecoder((bytes, offset, length) -> true, Formats.all(), DecoderSettings.DEFAULTS);

    private StoryReplay() {}

    /** What the newest document of each case says. */
    static List<Finding> findings(Iterator<byte[]> records, Path directory) throws Exception {
        Map<String, OutputDocument> cases = new LinkedHashMap<>();
        for (OutputDocument document : documents(records, directory)) {
            if (document.kind() == OutputDocument.Kind.ALERT || document.kind() == OutputDocument.Kind.CASE_UPDATE) {
                cases.merge(
                        document.key(), document, (older, newer) -> newer.version() > older.version() ? newer : older);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (OutputDocument document : cases.values()) {
            findings.add(Finding.of(JSON.readTree(document.json())));
        }
        return findings;
    }

    private static List<OutputDocument> documents(Iterator<byte[]> records, Path directory) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        List<CloseableIterator<OutputDocument>> results = new ArrayList<>();
        ShtinkeringJob.define(
                environment,
                new TelemetryFileSource(InputFiles.below(List.of(written(records, directory))), DECODERS),
                new DetectionSettings(Weights.shipped(), List.of(), Clock.systemUTC(), true),
                documents -> results.add(documents.collectAsync()));
        environment.executeAsync();
        List<OutputDocument> documents = new ArrayList<>();
        results.get(0).forEachRemaining(documents::add);
        return documents;
    }

    private static Path written(Iterator<byte[]> records, Path directory) throws IOException {
        Path file = directory.resolve("telemetry.ndjson");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            while (records.hasNext()) {
                out.write(records.next());
                out.write('\n');
            }
        }
        return file;
    }
}
