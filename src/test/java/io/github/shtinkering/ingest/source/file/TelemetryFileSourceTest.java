package io.github.shtinkering.ingest.source.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.evtx.EventLogEntry;
import io.github.shtinkering.evtx.EventLogReader;
import io.github.shtinkering.evtx.EventLogWriter;
import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.ingest.source.ArrivalWatermarks;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.WallClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TelemetryFileSourceTest {
    private static final int MOST_ELEMENTS = 200_000;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @TempDir
    Path directory;

    @Test
    void readsFilesInTheOrderGivenAndCountsEveryRecord() throws Exception {
        write("b.json", "[\n{\"n\":1},\n{\"n\":2}\n]");
        write("a.ndjson.gz", gzip("{\"n\":3}\n{\"boring\":4}\n\nnonsense\n"));
        write("in/c.xml", "<Event>5</Event>");
        write("in/c-first.log", "{\"n\":6}");
        write("in/notes.txt", "not read");
        Files.createSymbolicLink(directory.resolve("in/link.json"), directory.resolve("b.json"));
        InputFiles input = InputFiles.below(List.of(path("b.json"), path("a.ndjson.gz"), path("in")));

        List<IngestOutput> output = replay(new TelemetryFileSource(input, EchoDecoder::new), 1);

        assertThat(facts(output))
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":6}", "<Event>5</Event>");
        assertThat(output)
                .filteredOn(element -> element.fact() != null)
                .extracting(element -> Objects.requireNonNull(element.fact()).origin())
                .containsExactly(
                        path("b.json") + ":2",
                        path("b.json") + ":3",
                        path("a.ndjson.gz") + ":1",
                        path("in/c-first.log") + ":1",
                        path("in/c.xml") + ":1");
        assertThat(input.passedOver())
                .containsExactly(
                        path("in/link.json").toString(), path("in/notes.txt").toString());
        Tally packed = sum(output, path("a.ndjson.gz").toString());
        assertThat(packed.decoded()).isEqualTo(1);
        assertThat(packed.irrelevant()).isEqualTo(1);
        assertThat(packed.dead()).isEqualTo(1);
        assertThat(packed.bytes()).isEqualTo("{\"n\":3}{\"boring\":4}nonsense".length());
        assertThat(sum(output, path("in").toString()).records()).isEqualTo(2);
    }

    @Test
    void usesABrokenGzipAsFarAsItCanBeRead() throws Exception {
        byte[] packed = gzip(lines(0, 5_000));
        write("a.ndjson.gz", Arrays.copyOf(packed, packed.length - 2_000));
        write("b.ndjson", "{\"last\":1}");
        InputFiles input = InputFiles.below(List.of(path("a.ndjson.gz"), path("b.ndjson")));

        List<IngestOutput> output = replay(new TelemetryFileSource(input, EchoDecoder::new), 1);

        assertThat(facts(output)).hasSizeGreaterThan(2_000).contains("{\"n\":2000}", "{\"last\":1}");
        assertThat(output)
                .filteredOn(element -> element.deadLetter() != null)
                .singleElement()
                .extracting(
                        element -> Objects.requireNonNull(element.deadLetter()).code())
                .isEqualTo("broken-gzip");
    }

    @Test
    void readsEventLogsAndTellsTheirPlaces() throws Exception {
        byte[] log = EventLogWriter.file(List.of("<Event>1</Event>", "<Event>2</Event>"));
        write("in/a.evtx", log);
        write("in/b.json.gz", gzip(log));
        byte[] damaged = log.clone();
        damaged[4096 + 512 + 24] = 0x77;
        write("in/c.evtx", damaged);
        write("in/d.log", Arrays.copyOf(log, 4_000));
        InputFiles input = InputFiles.below(List.of(path("in")));

        List<IngestOutput> output = replay(new TelemetryFileSource(input, EchoDecoder::new), 1);

        assertThat(facts(output))
                .containsExactly(
                        "<Event>1</Event>",
                        "<Event>2</Event>",
                        "<Event>1</Event>",
                        "<Event>2</Event>",
                        "<Event>2</Event>");
        assertThat(origins(output))
                .containsExactly(
                        path("in/a.evtx") + ":chunk-1:record-1",
                        path("in/a.evtx") + ":chunk-1:record-2",
                        path("in/b.json.gz") + ":chunk-1:record-1",
                        path("in/b.json.gz") + ":chunk-1:record-2",
                        path("in/c.evtx") + ":chunk-1:record-2");
        assertThat(letters(output))
                .containsExactly(
                        "damaged-event-log " + path("in/c.evtx") + ":chunk-1:record-1",
                        "damaged-event-log " + path("in/d.log") + ":chunk-0");
        assertThat(sum(output, path("in").toString()).records()).isEqualTo(7);
    }

    @Test
    void readsTheMembersOfArchivesAsFiles() throws Exception {
        byte[] inner = zip(Map.of("deep.json", "{\"n\":0}".getBytes(UTF_8)));
        write(
                "in/b.zip",
                zip(Map.of(
                        "z.ndjson", "{\"n\":4}\n{\"n\":5}".getBytes(UTF_8),
                        "logs/Security.evtx", EventLogWriter.file(List.of("<Event>2</Event>")),
                        "logs/a.log.gz", gzip("{\"n\":3}"),
                        "notes.txt", "not read".getBytes(UTF_8),
                        "inner.zip", inner)));
        write("in/a.ndjson", "{\"n\":1}");
        write("in/c.zip", "no archive");
        write("in/d.json", "{\"n\":6}");
        InputFiles input = InputFiles.below(List.of(path("in")));

        List<IngestOutput> output = replay(new TelemetryFileSource(input, EchoDecoder::new), 1);

        assertThat(facts(output))
                .containsExactly("{\"n\":1}", "<Event>2</Event>", "{\"n\":3}", "{\"n\":4}", "{\"n\":5}", "{\"n\":6}");
        assertThat(origins(output))
                .contains(path("in/b.zip") + "!logs/Security.evtx:chunk-1:record-1", path("in/b.zip") + "!z.ndjson:2");
        assertThat(letters(output)).containsExactly("broken-zip " + path("in/c.zip") + ":1");
        assertThat(input.passedOver())
                .containsExactly(path("in/b.zip") + "!inner.zip", path("in/b.zip") + "!notes.txt");
    }

    @Test
    void usesADamagedMemberAsFarAsItCanBeRead() throws Exception {
        String text = lines(0, 5_000);
        byte[] archive = zip(Map.of("a.ndjson", text.getBytes(UTF_8)));
        archive[archive.length / 2] ^= 1;
        write("a.zip", archive);
        List<IngestOutput> output =
                replay(new TelemetryFileSource(InputFiles.below(List.of(path("a.zip"))), EchoDecoder::new), 1);
        assertThat(facts(output)).contains("{\"n\":0}", "{\"n\":1000}");
        assertThat(letters(output))
                .filteredOn(letter -> letter.startsWith("broken-zip"))
                .hasSize(1);
    }

    /** Such an archive is small, and unpacks to as much as somebody likes: its entries all name the same bytes. */
    @Test
    void readsNoArchiveWhoseMembersShareBytes() throws Exception {
        byte[] archive = zip(Map.of("a.log", new byte[100_000]));
        int directory = new String(archive, ISO_8859_1).indexOf("PK\1\2");
        int end = new String(archive, ISO_8859_1).indexOf("PK\5\6");
        ByteBuffer bomb =
                ByteBuffer.allocate(archive.length + 3 * (end - directory)).order(ByteOrder.LITTLE_ENDIAN);
        bomb.put(archive, 0, directory);
        for (int i = 0; i < 4; i++) {
            int entry = bomb.position();
            bomb.put(archive, directory, end - directory).put(entry + 46, (byte) ('a' + i));
        }
        int size = bomb.position() - directory;
        int trailer = bomb.position();
        bomb.put(archive, end, archive.length - end);
        bomb.putShort(trailer + 8, (short) 4).putShort(trailer + 10, (short) 4).putInt(trailer + 12, size);
        write("bomb.zip", bomb.array());

        List<IngestOutput> output =
                replay(new TelemetryFileSource(InputFiles.below(List.of(path("bomb.zip"))), EchoDecoder::new), 1);

        assertThat(letters(output)).containsExactly("broken-zip " + path("bomb.zip") + ":1");
        assertThat(output)
                .filteredOn(element -> element.deadLetter() != null)
                .extracting(
                        element -> Objects.requireNonNull(element.deadLetter()).message())
                .allMatch(message -> message.contains("share bytes"));
    }

    @Test
    void sendsDeadLettersThroughAgain() throws Exception {
        write("dead-letter.ndjson", """
                {"error":{"code":"not-json","message":"m"},"origin":"old.log:7","record":"{\\"n\\":1}"}
                {"error":{"code":"nul-byte","message":"m"},"origin":"old.log:8","record":null,"record_base64":"eyJuIjoyfQ=="}
                {"error":{"code":"broken-gzip","message":"m"},"origin":"old.gz:9","record":null}
                """);
        List<IngestOutput> output =
                replay(new TelemetryFileSource(InputFiles.below(List.of(directory)), EchoDecoder::new), 1);

        assertThat(facts(output)).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(output)
                .filteredOn(element -> element.fact() != null)
                .extracting(element -> Objects.requireNonNull(element.fact()).origin())
                .containsExactly("old.log:7", "old.log:8");
        assertThat(output)
                .filteredOn(element -> element.deadLetter() != null)
                .extracting(
                        element -> Objects.requireNonNull(element.deadLetter()).origin())
                .containsExactly("old.gz:9");
        assertThat(sum(output, directory.toString()).records()).isEqualTo(3);
    }

    @Test
    void countsEveryRecordOnceOverARestart() throws Exception {
        int files = 20;
        int linesAFile = 4_000;
        int logged = 5_000;
        for (int i = 0; i < files; i++) {
            write("in/%02d.ndjson.gz".formatted(i), gzip(lines(i * linesAFile, linesAFile)));
        }
        // Between them, of other kinds: the places in them are restored, too.
        write("in/05a.evtx", EventLogWriter.file(events(0, logged)));
        write("in/12a.zip", zip(Map.of("x.evtx", EventLogWriter.file(events(logged, logged)))));
        InputFiles input = InputFiles.below(List.of(path("in")));
        FailOnce.REMAINING.set(1);

        List<IngestOutput> output = replay(new TelemetryFileSource(input, EchoDecoder::new), 2);

        assertThat(FailOnce.REMAINING).hasValue(0);
        List<String> all = facts(output);
        assertThat(all).filteredOn(fact -> fact.startsWith("<")).isEqualTo(events(0, 2 * logged));
        List<String> facts = all.stream().filter(fact -> fact.startsWith("{")).toList();
        assertThat(facts).hasSize(files * linesAFile);
        assertThat(facts.get(0)).isEqualTo("{\"n\":0}");
        for (int i = 0; i < facts.size(); i++) {
            assertThat(facts.get(i)).isEqualTo("{\"n\":" + i + "}");
        }
        Tally sum = sum(output, path("in").toString());
        assertThat(sum.decoded()).isEqualTo(all.size());
        long logs = recordBytes(events(0, logged)) + recordBytes(events(logged, logged));
        assertThat(sum.bytes())
                .isEqualTo(logs + facts.stream().mapToLong(String::length).sum());
    }

    /** Of an event log with these events. */
    private static long recordBytes(List<String> events) throws IOException {
        long bytes = 0;
        try (EventLogReader reader =
                new EventLogReader(new ByteArrayInputStream(EventLogWriter.file(events)), 1 << 20)) {
            for (EventLogEntry entry = reader.next(); entry != null; entry = reader.next()) {
                bytes += entry.size();
            }
        }
        return bytes;
    }

    /** Runs the source and fails the job once, in the middle, after a checkpoint, when told to. */
    private static List<IngestOutput> replay(TelemetryFileSource source, int parallelism) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        DataStream<IngestOutput> ingested = env.fromSource(source, new ArrivalWatermarks<>(WallClock.system()), "files")
                .setParallelism(1)
                .map(new FailOnce())
                .returns(IngestOutput.class)
                .setParallelism(1);
        return ingested.executeAndCollect(MOST_ELEMENTS);
    }

    private static List<String> facts(List<IngestOutput> output) {
        return output.stream()
                .filter(element -> element.fact() != null)
                .map(element -> Objects.requireNonNull(element.fact()).id())
                .toList();
    }

    private static Tally sum(List<IngestOutput> output, String source) {
        return output.stream()
                .map(IngestOutput::tally)
                .filter(Objects::nonNull)
                .filter(tally -> tally.source().equals(source))
                .reduce(new Tally(source, "all", 0, 0, 0, 0, null, List.of()), Tally::plus);
    }

    private static String lines(int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            lines.append("{\"n\":").append(i).append("}\n");
        }
        return lines.toString();
    }

    private static List<String> events(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> "<Event>" + i + "</Event>")
                .toList();
    }

    private static List<String> origins(List<IngestOutput> output) {
        return output.stream()
                .filter(element -> element.fact() != null)
                .map(element -> Objects.requireNonNull(element.fact()).origin())
                .toList();
    }

    private static List<String> letters(List<IngestOutput> output) {
        return output.stream()
                .map(IngestOutput::deadLetter)
                .filter(Objects::nonNull)
                .map(letter -> letter.code() + " " + letter.origin())
                .toList();
    }

    private static byte[] zip(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return out.toByteArray();
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        Path path = path(name);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.write(path, content);
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** Fails the job as soon as a checkpoint in the middle of the input is complete. */
    private static final class FailOnce extends RichMapFunction<IngestOutput, IngestOutput>
            implements CheckpointListener {
        static final AtomicInteger REMAINING = new AtomicInteger();

        private static final int BEFORE_FAILING = 10_000;

        private int seen;
        private volatile boolean mayFail;

        @Override
        public IngestOutput map(IngestOutput element) throws Exception {
            seen++;
            if (mayFail && REMAINING.compareAndSet(1, 0)) {
                throw new IllegalStateException("injected");
            }
            return element;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            mayFail = seen > BEFORE_FAILING;
        }
    }
}
