package io.github.shtinkering.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.config.ExceptionsConfig;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.replay.ReplayRun;
import io.github.shtinkering.simulate.story.ReportedCase;
import io.github.shtinkering.sink.SchemaAssert;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Replays records in the order in which they are given, and tells what was found. */
final class StoryReplay {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    /** Keeps its files in a directory. */
    StoryReplay(Path directory) {
        this.directory = directory;
    }

    /** What the newest document of each case says, with these exceptions in force. */
    List<ReportedCase> findings(Iterator<byte[]> records, List<JsonNode> exceptions) throws Exception {
        Path output = directory.resolve("output");
        JobConfig config = JobConfig.defaults().withExceptions(ExceptionsConfig.ofFile(inForce(exceptions)));
        ReplayRun.of(config, InputFiles.below(List.of(written(records))), output)
                .run();
        SchemaAssert.assertKeepsSchemas(output);
        return ReportedCase.read(output.resolve("cases.ndjson"));
    }

    private Path inForce(List<JsonNode> exceptions) throws IOException {
        Path file = directory.resolve("exceptions.json");
        JSON.writeValue(file.toFile(), exceptions);
        return file;
    }

    private Path written(Iterator<byte[]> records) throws IOException {
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
