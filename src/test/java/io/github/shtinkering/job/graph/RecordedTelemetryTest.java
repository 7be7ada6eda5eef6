package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.replay.ReplayRun;
import io.github.shtinkering.simulate.story.ReportedCase;
import io.github.shtinkering.sink.SchemaAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real recordings through the whole job; none of them is of the technique. */
class RecordedTelemetryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DUMPS = "data/recordings/lsass-dump-other-methods/";
    private static final String CRASHES = "data/recordings/werfault-recordings/";

    @TempDir
    private Path directory;

    /**
     * What is told by the name of a file is a dump of LSASS by another program. What only the tool's command line would
     * tell (dumpert.dmp, Andrew.dmp, minidump_668.dmp, 76nivOxA.dmp) is not known from any record that we read.
     */
    @Test
    void everyDumpThatIsNamedForLsassIsARelatedTechnique() throws Exception {
        assertThat(casesOf(DUMPS + "evtx_dmp_events.jsonl"))
                .containsExactlyInAnyOrder(
                        "msedgewin10: related-technique dump", // PPLdump, by a services.exe of its own
                        "pc04: related-technique dump", // ProcDump, then the task manager
                        "fs03vuln: related-technique dump", // the task manager
                        "ar-win-dc: related-technique dump"); // cmd.exe, then the task manager
        assertThat(casesOf(DUMPS + "otrf_dmp_events.jsonl"))
                .containsExactlyInAnyOrder(
                        "workstation5: related-technique dump", // the task manager, in September
                        "workstation5: related-technique dump", // comsvcs.dll, in October
                        "acct01: related-technique dump", // ProcDump
                        "it01: related-technique dump", // Out-Minidump
                        "mkt01: related-technique dump"); // NanoDump, which then deleted it
    }

    /** The first crashes a user's program, a service, the event log; the last freezes Defender and not LSASS. */
    @Test
    void noCrashOpensACase() throws Exception {
        assertThat(casesOf(CRASHES + "otrf_werfault_events.jsonl")).isEmpty();
        assertThat(casesOf(CRASHES + "evtx_werfault_events.jsonl")).isEmpty();
    }

    /** 147,363 events of eleven machines, several of which were attacked by other means. */
    @Test
    void theCorpusHoldsNothingButDumpsByOtherPrograms() throws Exception {
        Path corpus = Recordings.require("data/corpus/nxlog-logstash-147k.ndjson.gz");
        assertThat(replayed(corpus)).isNotEmpty().allMatch(found -> found.endsWith(": related-technique dump"));
    }

    private List<String> casesOf(String recording) throws Exception {
        return replayed(unwrapped(Recordings.require(recording)));
    }

    private List<String> replayed(Path file) throws Exception {
        Path output = directory.resolve("output");
        ReplayRun.of(JobConfig.defaults(), InputFiles.below(List.of(file)), output)
                .run();
        SchemaAssert.assertKeepsSchemas(output);
        return ReportedCase.read(output.resolve("cases.ndjson")).stream()
                .map(found -> found.host() + ": " + found.verdict() + " " + String.join("+", found.stages()))
                .toList();
    }

    /** Some recordings wrap each event with a word on where it comes from. */
    private Path unwrapped(Path recording) throws IOException {
        List<String> events = new ArrayList<>();
        for (String line : Files.readAllLines(recording)) {
            JsonNode record = JSON.readTree(line);
            events.add((record.has("event") ? record.path("event") : record).toString());
        }
        return Files.write(directory.resolve(recording.getFileName()), events);
    }
}
