package io.github.shtinkering.sink.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.publish.document.OcsfFindingTest;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.Digests;
import io.github.shtinkering.sink.Documents;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.SchemaAssert;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.mocks.MockCommitRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The writer and the committer as Flink calls them, without Flink. */
class FilesWriterTest {
    private static final Clock START = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    private static final Clock LATER = Clock.fixed(Instant.parse("2026-11-22T08:00:02.500Z"), ZoneOffset.UTC);

    private static final String RUN = "run 1";

    @TempDir
    Path temporary;

    private Path output;
    private OutputDirectory directory;

    @BeforeEach
    void nameTheOutput() {
        output = temporary.resolve("a/b");
        directory = new OutputDirectory(output);
    }

    @Test
    void writesEveryFileAtTheEndOfTheInput() throws IOException {
        try (FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            write(writer, Documents.alert("c2", 2, 95, "critical", "attempt"));
            write(writer, Documents.alert("c1", 3, 80, "high", "attempt"));
            write(writer, Documents.host("ws-02", "registry"));
            write(writer, Documents.host("ws-01", "registry", "process"));
            write(writer, Documents.deadLetter("not-json"));
            commit(end(writer));
        }
        try (Stream<Path> files = Files.list(output)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "alerts.ndjson",
                            "cases.ndjson",
                            "campaigns.ndjson",
                            "hosts.ndjson",
                            "dead-letter.ndjson",
                            "audit.ndjson",
                            "health.json",
                            "summary.json");
        }
        assertThat(lines("alerts.ndjson"))
                .extracting(alert -> alert.at("/shtinkering/case/version").asInt())
                .containsExactly(1, 2, 3);
        assertThat(lines("cases.ndjson"))
                .extracting(alert -> alert.at("/shtinkering/case/version").asInt())
                .containsExactly(2, 3);
        assertThat(lines("hosts.ndjson"))
                .extracting(host -> host.at("/host/name").asText())
                .containsExactly("ws-01", "ws-02");
        assertThat(lines("dead-letter.ndjson")).hasSize(1);
        assertThat(lines("campaigns.ndjson")).isEmpty();
    }

    @Test
    void replacesACaseByNewerCountsThatAreNoRevision() throws IOException {
        OutputDocument revision = Documents.alert("c1", 1, 50, "medium", "precursor");
        OutputDocument update = Documents.alert("c1", 2, 50, "medium", "precursor");
        try (FilesWriter writer = start()) {
            write(writer, revision);
            write(writer, Digests.document(OutputDocument.Kind.CASE_UPDATE, "c1", 2, update.json()));
            commit(end(writer));
        }
        assertThat(lines("alerts.ndjson")).hasSize(1).first().hasToString(revision.json());
        assertThat(lines("cases.ndjson")).hasSize(1).first().hasToString(update.json());
    }

    @Test
    void summarisesCountsAndLiveCases() throws IOException {
        try (FilesWriter writer = start()) {
            write(writer, Documents.tally("in", "winlogbeat", 10, 5, 0));
            write(writer, Documents.tally("in", "winlogbeat", 7, 0, 0));
            write(writer, Documents.tally("in", "undetermined", 100, 0, 2));
            write(writer, Documents.host("ws-01"));
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            write(writer, Documents.alert("c1", 2, 80, "high", "attempt"));
            write(writer, Documents.alert("c2", 3, 80, "high", "attempt", "merged"));
            FilesProgress half = checkpoint(writer);
            try (FilesWriter resumed = resume(directory, half, LATER)) {
                commit(end(resumed));
            }
        }
        JsonNode summary = document("summary.json");
        assertThat(summary.toString()).isEqualTo("""
                        {"records_in":124,"records_irrelevant":117,"records_decoded":5,"records_dead_lettered":2,\
                        "bytes_in":12400,"hosts":1,"cases":{"by_verdict":{"attempt":1,"precursor":0,"lsass-crash":0,\
                        "related-technique":0,"benign":0},"by_severity":{"critical":0,"high":1,"medium":0,"low":0,\
                        "info":0}},"passed_over":["notes.txt"],"duration_seconds":2.5}""");
        SchemaAssert.assertKeepsSchema("summary", summary.toString());
        SchemaAssert.assertKeepsSchema("health", document("health.json").toString());
        JsonNode winlogbeat = document("health.json").at("/sources/1");
        assertThat(winlogbeat.toString()).isEqualTo("""
                        {"source":"in","format":"winlogbeat","records":22,"bytes":2200,"irrelevant":17,"decoded":5,\
                        "dead":0,"newest_event_time":"2023-11-14T22:13:20Z","delay_p50_seconds":2,\
                        "delay_p99_seconds":2}""");
    }

    @Test
    void saysWhatTheFleetsLoggingHides() throws IOException {
        try (FilesWriter writer = start()) {
            write(writer, Documents.host("ws-01", "registry", "process", "file", "lsass_pid", "logon"));
            write(writer, Documents.host("ws-02", "process", "file", "lsass_pid", "logon"));
            write(writer, Documents.host("ws-03", "process", "file", "logon"));
            commit(end(writer));
        }
        SchemaAssert.assertKeepsSchema("health", document("health.json").toString());
        assertThat(document("health.json").path("invisible")).hasSize(2);
        assertThat(document("health.json").at("/invisible/0/hosts").asInt()).isEqualTo(2);
        assertThat(document("health.json").at("/invisible/0/message").asText())
                .contains("registry", "2 of 3 hosts", "arming");
        assertThat(document("health.json").at("/invisible/1/message").asText())
                .contains("lsass_pid", "1 of 3 hosts", "nobody sees LSASS's PID");
    }

    @Test
    void cutsOffWhatWasWrittenAfterTheCheckpoint() throws IOException {
        FilesProgress checkpoint;
        try (FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            write(writer, Documents.tally("in", "winlogbeat", 1, 0, 0));
            checkpoint = checkpoint(writer);
            write(writer, Documents.alert("c1", 2, 95, "critical", "attempt"));
            write(writer, Documents.tally("in", "winlogbeat", 1, 0, 0));
            checkpoint(writer);
        }
        try (FilesWriter writer = resume(directory, restored(checkpoint), LATER)) {
            write(writer, Documents.alert("c1", 7, 95, "critical", "attempt"));
            commit(end(writer));
        }
        assertThat(lines("alerts.ndjson"))
                .extracting(alert -> alert.at("/shtinkering/case/version").asInt())
                .containsExactly(1, 7);
        assertThat(document("summary.json").path("records_in").asInt()).isEqualTo(1);
    }

    @Test
    void showsNothingBeforeACheckpointCompletes() throws IOException {
        try (FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            FilesProgress first = checkpoint(writer);
            assertThat(output.resolve("alerts.ndjson")).doesNotExist();
            write(writer, Documents.alert("c1", 2, 95, "critical", "attempt"));
            checkpoint(writer);
            commit(first);
        }
        assertThat(lines("cases.ndjson"))
                .extracting(alert -> alert.at("/event/risk_score").asInt())
                .containsExactly(50);
    }

    @Test
    void publishesATenthOfTheTimeAndTheEndAlways() throws IOException {
        Clock aSecondEachTime = new TickingClock();
        try (FilesWriter writer = start();
                FilesCommitter committer = new FilesCommitter(directory, List.of(), aSecondEachTime)) {
            for (int version = 1; version <= 9; version++) {
                write(writer, Documents.alert("c1", version, 50, "medium", "precursor"));
                committer.commit(List.of(new MockCommitRequest<>(checkpoint(writer))));
            }
            assertThat(lines("alerts.ndjson")).hasSize(1);
            write(writer, Documents.alert("c1", 10, 50, "medium", "precursor"));
            committer.commit(List.of(new MockCommitRequest<>(checkpoint(writer))));
            assertThat(lines("alerts.ndjson")).hasSize(10);
            write(writer, Documents.alert("c1", 11, 50, "medium", "precursor"));
            committer.commit(List.of(new MockCommitRequest<>(end(writer))));
            assertThat(lines("alerts.ndjson")).hasSize(11);
        }
    }

    @Test
    void commitsTheSameTwice() throws IOException {
        try (FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            FilesProgress end = end(writer);
            commit(end);
            String published = Files.readString(output.resolve("summary.json"));
            commit(end);
            assertThat(output.resolve("summary.json")).hasContent(published);
        }
    }

    @Test
    void comesBackAfterTheEndWithNothingToAdd() throws IOException {
        FilesProgress end;
        try (FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            end = end(writer);
            commit(end);
        }
        try (FilesWriter writer = resume(directory, restored(end), LATER)) {
            commit(end(writer));
            assertThatThrownBy(() -> write(writer, Documents.deadLetter("not-json")))
                    .hasMessageContaining("completed");
        }
        assertThat(lines("alerts.ndjson")).hasSize(1);
    }

    /** A process may be killed when it has removed some of its journals. */
    @Test
    void comesBackAfterTheEndWhenOnlySomeJournalsWereRemoved() throws Exception {
        Path hidden = output.resolve(".shtinkering");
        FilesProgress end;
        List<String> removed;
        try (WatchService watch = FileSystems.getDefault().newWatchService();
                FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            end = end(writer);
            hidden.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            commit(end);
            removed = removedJournals(watch);
        }
        for (int gone = 1; gone < removed.size(); gone++) {
            Files.createDirectories(hidden);
            for (String journal : removed.subList(gone, removed.size())) {
                Files.write(hidden.resolve(journal), new byte[0]);
            }
            try (FilesWriter writer = resume(directory, restored(end), LATER)) {
                commit(end(writer));
            }
            assertThat(lines("alerts.ndjson")).as("%s files were gone", gone).hasSize(1);
            assertThat(lines("cases.ndjson")).as("%s files were gone", gone).hasSize(1);
        }
    }

    /** All journals in the order of their removal. */
    private static List<String> removedJournals(WatchService watch) throws InterruptedException {
        List<String> removed = new ArrayList<>();
        while (removed.size() < OutputDirectory.journalKinds().size()) {
            WatchKey key = watch.take();
            key.pollEvents().stream()
                    .map(event -> String.valueOf(event.context()))
                    .filter(name -> name.endsWith(".journal"))
                    .forEach(removed::add);
            key.reset();
        }
        return removed;
    }

    @Test
    void replacesAnEarlierRunAndLeavesOtherFilesAlone() throws IOException {
        leaveAnOutput();
        Files.writeString(output.resolve("notes.txt"), "mine");
        try (FilesWriter writer = FilesWriter.start(directory, "run 2", EarlierOutput.REPLACED, AlertForm.ECS, START)) {
            assertThat(output.resolve("alerts.ndjson")).doesNotExist();
            commit(end(writer));
        }
        assertThat(output.resolve("alerts.ndjson")).isEmptyFile();
        assertThat(output.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void keepsTheOutputOfAnotherRunUnlessTold() throws IOException {
        leaveAnOutput();
        assertThatThrownBy(() -> FilesWriter.start(directory, "run 2", EarlierOutput.KEPT, AlertForm.ECS, START))
                .isInstanceOf(OutputInUseException.class)
                .hasMessageContaining(output + " holds the output of another run")
                .hasMessageContaining("--replace");
        assertThat(lines("alerts.ndjson")).hasSize(1);
    }

    /** Before its first checkpoint a job that fails begins again, and finds what it has written itself. */
    @Test
    void aRunBeginsAgainInItsOwnOutput() throws IOException {
        for (int attempt = 0; attempt < 2; attempt++) {
            try (FilesWriter writer = start()) {
                write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
                commit(checkpoint(writer));
            }
        }
        assertThat(lines("alerts.ndjson")).hasSize(1);
        assertThatThrownBy(() -> FilesWriter.start(directory, "run 2", EarlierOutput.KEPT, AlertForm.ECS, START))
                .as("of another run that has not ended")
                .isInstanceOf(OutputInUseException.class);
    }

    /** A job that went on from a savepoint is another one, and the output is its own from then on. */
    @Test
    void theOutputIsThatOfTheRunThatGoesOnWithIt() throws IOException {
        FilesProgress checkpoint;
        try (FilesWriter writer = start()) {
            checkpoint = checkpoint(writer);
        }
        FilesWriter.resume(directory, "run 2", checkpoint, AlertForm.ECS, LATER).close();
        FilesWriter.start(directory, "run 2", EarlierOutput.KEPT, AlertForm.ECS, START)
                .close();
        assertThatThrownBy(this::start).isInstanceOf(OutputInUseException.class);
    }

    @Test
    void refusesToReplaceWhatNoRunHasWritten() throws IOException {
        Files.createDirectories(output);
        Path foreign = Files.writeString(output.resolve("cases.ndjson"), "mine");
        assertThatThrownBy(() -> FilesWriter.start(directory, RUN, EarlierOutput.REPLACED, AlertForm.ECS, START))
                .isInstanceOf(OutputInUseException.class)
                .hasMessageContaining("cases.ndjson that no run has written");
        assertThat(foreign).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".shtinkering",
                "alerts.ndjson",
                "summary.json",
                "report.html",
                ".shtinkering/alerts.journal",
                ".shtinkering/cases.ndjson.partial",
                ".shtinkering/run"
            })
    void followsNoLinkInTheOutput(String name) throws IOException {
        leaveAnOutput();
        Path elsewhere = temporary.resolve("elsewhere");
        if (name.equals(".shtinkering")) {
            Files.createDirectory(elsewhere);
        } else {
            Files.writeString(elsewhere, "precious");
        }
        Path link = output.resolve(name);
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, elsewhere);
        assertThatThrownBy(() -> FilesWriter.start(directory, RUN, EarlierOutput.REPLACED, AlertForm.ECS, START))
                .isInstanceOf(OutputInUseException.class)
                .hasMessageContaining("symbolic link, " + name);
        assertThat(elsewhere).exists();
        if (Files.isRegularFile(elsewhere)) {
            assertThat(elsewhere).hasContent("precious");
        }
    }

    @Test
    void nobodyButTheOwnerReadsTheOutput() throws IOException {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "skipped: a file system without permissions");
        try (FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            commit(checkpoint(writer));
            try (Stream<Path> all = Files.walk(output)) {
                assertThat(all.toList()).hasSizeGreaterThan(14).allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
        }
    }

    private void leaveAnOutput() throws IOException {
        try (FilesWriter writer = FilesWriter.start(directory, "run 0", EarlierOutput.KEPT, AlertForm.ECS, START)) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            commit(end(writer));
        }
    }

    private FilesWriter start() throws IOException {
        return FilesWriter.start(directory, RUN, EarlierOutput.KEPT, AlertForm.ECS, START);
    }

    private static FilesWriter resume(OutputDirectory directory, FilesProgress from, Clock clock) throws IOException {
        return FilesWriter.resume(directory, RUN, from, AlertForm.ECS, clock);
    }

    @Test
    void refusesACheckpointOfAnotherDirectory() throws IOException {
        FilesProgress checkpoint;
        try (FilesWriter writer = start()) {
            write(writer, Documents.alert("c1", 1, 50, "medium", "precursor"));
            checkpoint = checkpoint(writer);
        }
        assertThatThrownBy(() -> resume(new OutputDirectory(temporary.resolve("other")), checkpoint, LATER))
                .hasMessageContaining("the output directory that the checkpoint was taken with");
    }

    @Test
    void namesADirectoryThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilesSink.requireWritable(file))
                .withMessageContaining(file + " cannot be written");
    }

    @Test
    void keepsHostileKeysInTheirPlace() throws IOException {
        String hostile = "a\tb\nc\"\\\u2028";
        try (FilesWriter writer = start()) {
            write(writer, Digests.document(OutputDocument.Kind.HOST, hostile, 0, "{\"n\":1}"));
            write(writer, Digests.document(OutputDocument.Kind.HOST, hostile, 0, "{\"n\":2}"));
            commit(end(writer));
        }
        assertThat(lines("hosts.ndjson")).hasSize(1).first().hasToString("{\"n\":2}");
    }

    @Test
    void writesAlertsAsFindingsWhereToldSo() throws IOException {
        try (FilesWriter writer = FilesWriter.start(directory, RUN, EarlierOutput.KEPT, AlertForm.OCSF, START)) {
            write(writer, Digests.document(OutputDocument.Kind.ALERT, "c1", 17, OcsfFindingTest.ALERT));
            commit(end(writer));
        }
        assertThat(lines("alerts.ndjson")).singleElement().satisfies(finding -> {
            SchemaAssert.assertKeepsSchema("ocsf-detection-finding", finding.toString());
            assertThat(finding.at("/finding_info/uid").asText()).isEqualTo("c1");
        });
        assertThat(lines("cases.ndjson")).singleElement().satisfies(kase -> assertThat(
                        kase.at("/shtinkering/case/id").asText())
                .isEqualTo("c1"));
    }

    @Test
    void goesOnInAnotherFormBehindWhatIsWritten() throws IOException {
        OutputDocument first = Digests.document(OutputDocument.Kind.ALERT, "c1", 17, OcsfFindingTest.ALERT);
        FilesProgress checkpoint;
        try (FilesWriter writer = start()) {
            write(writer, first);
            checkpoint = checkpoint(writer);
        }
        OutputDocument second = Digests.document(OutputDocument.Kind.ALERT, "c1", 18, OcsfFindingTest.ALERT);
        try (FilesWriter writer = FilesWriter.resume(directory, RUN, checkpoint, AlertForm.OCSF, LATER)) {
            write(writer, second);
            commit(end(writer));
        }
        assertThat(lines("alerts.ndjson"))
                .map(JsonNode::toString)
                .containsExactly(first.in(AlertForm.ECS), second.in(AlertForm.OCSF));
    }

    private void commit(FilesProgress progress) throws IOException {
        Collection<CommitRequest<FilesProgress>> requests = List.of(new MockCommitRequest<>(progress));
        try (FilesCommitter committer = new FilesCommitter(directory, List.of("notes.txt"), START)) {
            committer.commit(requests);
        }
    }

    private static FilesProgress checkpoint(FilesWriter writer) throws IOException {
        writer.flush(false);
        return writer.snapshotState(1).get(0);
    }

    private static FilesProgress end(FilesWriter writer) throws IOException {
        writer.flush(true);
        return writer.prepareCommit().iterator().next();
    }

    private static FilesProgress restored(FilesProgress progress) throws IOException {
        FilesProgress.Serializer serializer = new FilesProgress.Serializer();
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(progress));
    }

    private static void write(FilesWriter writer, OutputDocument document) throws IOException {
        writer.write(document, NO_CONTEXT);
    }

    private List<JsonNode> lines(String file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(output.resolve(file))) {
            return lines.map(line -> {
                        try {
                            return json.readTree(line);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    private JsonNode document(String file) throws IOException {
        return new ObjectMapper().readTree(output.resolve(file).toFile());
    }

    private static final SinkWriter.Context NO_CONTEXT = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
            return null;
        }
    };

    /** A second passes between any two looks. */
    private static final class TickingClock extends Clock {
        private long millis;

        @Override
        public long millis() {
            millis += 1000;
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
