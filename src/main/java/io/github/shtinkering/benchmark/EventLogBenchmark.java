package io.github.shtinkering.benchmark;

import io.github.shtinkering.evtx.EventLogEntry;
import io.github.shtinkering.evtx.EventLogReader;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.document.xml.EventXml;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.source.file.InputFile;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.ingest.source.file.SourcePath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Event log files beside the same events as lines of JSON, each from the file to what leaves the source, in turn and in
 * processor seconds of one core, of which the best round counts.
 */
public final class EventLogBenchmark {
    private static final double NANOS = 1e9;
    private static final int LIMIT = DecoderSettings.DEFAULTS.maxRecordBytes();

    /** What is measured at once, so that a round is long enough for the clock. */
    private static final long SHORTEST_EVENTS = 50_000;

    private final Path folder;
    private final int rounds;

    /** Measures with the event log files below a folder, not packed. */
    public EventLogBenchmark(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    /** Measures and prints. */
    public void run(PrintWriter out) throws IOException {
        InputFiles logs = logs();
        Path lines = Files.createTempDirectory("lines");
        try {
            long events = writeLines(logs, lines);
            if (events == 0) {
                throw new IOException("no event in the event log files of " + folder);
            }
            measure(logs, InputFiles.below(List.of(lines)), events, out);
        } finally {
            delete(lines);
        }
    }

    private void measure(InputFiles logs, InputFiles lines, long events, PrintWriter out) throws IOException {
        long times = Math.max(1, SHORTEST_EVENTS / events);
        double asLogs = Double.MAX_VALUE;
        double asLines = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            asLogs = Math.min(asLogs, seconds(times, logs));
            asLines = Math.min(asLines, seconds(times, lines));
        }
        out.println(String.format(
                Locale.ROOT,
                "%,d events of %,d event logs: %,.0f events/s, and %,.0f as lines of JSON",
                events,
                logs.files().size(),
                times * events / asLogs,
                times * events / asLines));
        PerformanceBudget.LOGS_TO_LINES.judge(asLines / asLogs, out);
    }

    private InputFiles logs() throws IOException {
        List<InputFile> logs = InputFiles.below(List.of(folder)).files().stream()
                .filter(file -> file.path().endsWith(".evtx"))
                .toList();
        return new InputFiles(logs, List.of());
    }

    /** Writes a file of lines for each log; returns how many events there are. */
    private static long writeLines(InputFiles logs, Path folder) throws IOException {
        long events = 0;
        for (InputFile log : logs.files()) {
            Path lines = folder.resolve(events + ".ndjson");
            try (EventLogReader reader = new EventLogReader(Files.newInputStream(Path.of(log.path())), LIMIT);
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(lines))) {
                for (EventLogEntry entry = reader.next(); entry != null; entry = reader.next()) {
                    if (entry.damage() == null) {
                        out.write(asJson(entry.bytes(), entry.offset(), entry.length()));
                        out.write('\n');
                        events++;
                    }
                }
            }
        }
        return events;
    }

    /** As {@code evtx_dump} writes it. */
    private static byte[] asJson(byte[] bytes, int offset, int length) {
        String xml = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return Objects.requireNonNull(EventXml.parse(xml))
                .get(EventXml.ROOT)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static double seconds(long times, InputFiles files) throws IOException {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (long i = 0; i < times; i++) {
            new SourcePath(
                            TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), DecoderSettings.DEFAULTS),
                            element -> {})
                    .takeAll(files, LIMIT);
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / NANOS;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
