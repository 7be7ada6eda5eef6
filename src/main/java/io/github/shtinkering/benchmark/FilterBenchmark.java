package io.github.shtinkering.benchmark;

import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.source.file.SourcePath;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The byte filter beside {@code LC_ALL=C grep -icE} with the same words, and what a source does with its records, with
 * the gate for repeated sightings, beside itself without the filter. Everything is measured in turn on the same file and in processor seconds of one core, of which the best round
 * counts; so other programs on the machine disturb the ratios little.
 */
public final class FilterBenchmark {
    private static final double NANOS = 1e9;

    private final Path file;
    private final int rounds;

    /** Measures with the lines of a file, which must fit into memory. */
    public FilterBenchmark(Path file, int rounds) {
        this.file = file;
        this.rounds = rounds;
    }

    /** Measures and prints. */
    public void run(PrintWriter out) throws IOException, InterruptedException {
        FileLines lines = FileLines.of(file);
        ByteFilter filter = ByteFilter.shared();
        Passed passed = new Passed(filter);
        double scan = Double.MAX_VALUE;
        double grep = Double.MAX_VALUE;
        double filtered = Double.MAX_VALUE;
        double everything = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            scan = Math.min(scan, seconds(() -> lines.forEach(passed)));
            grep = Math.min(grep, grepSeconds());
            filtered = Math.min(filtered, seconds(() -> decode(lines, filter)));
            everything = Math.min(everything, seconds(() -> decode(lines, RelevanceFilter.ACCEPT_ALL)));
        }
        long passes = passed.count / rounds;
        long sent = decode(lines, filter);
        print(
                out,
                "%,d records, %,d bytes; %.2f %% pass the filter",
                lines.count(),
                lines.size(),
                100.0 * passes / lines.count());
        print(out, "byte filter          %5.2f GB/s", lines.size() / scan / NANOS);
        print(
                out,
                "LC_ALL=C grep -icE   %5.2f GB/s, the filter is %.2f times as fast",
                lines.size() / grep / NANOS,
                grep / scan);
        print(
                out,
                "decoded with filter    %,11.0f records/s; %,d elements leave the source",
                lines.count() / filtered,
                sent);
        print(out, "decoded without filter %,11.0f records/s", lines.count() / everything);
        PerformanceBudget.FILTER_TO_GREP.judge(grep / scan, out);
    }

    private static void print(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** Decodes as a source does, with an empty gate; returns how many elements leave it. */
    private static long decode(FileLines lines, RelevanceFilter filter) {
        RecordDecoder decoder = TelemetryDecoder.of(filter, RecordFormats.all(), DecoderSettings.DEFAULTS);
        LongAdder sent = new LongAdder();
        SourcePath path = new SourcePath(decoder, element -> sent.increment());
        lines.forEach(path::take);
        return sent.sum();
    }

    private static double seconds(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / NANOS;
    }

    /** The shell tells the processor seconds of its child. The count is read: grep stops early when nobody does. */
    private double grepSeconds() throws IOException, InterruptedException {
        String script = "TIMEFORMAT='%U %S'; time LC_ALL=C grep -icE -e \"$1\" -- \"$2\"";
        Process process = new ProcessBuilder(List.of("bash", "-c", script, "grep", words(), file.toString()))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        String[] userAndSystem = told.substring(told.lastIndexOf('\n') + 1).split(" ");
        return Double.parseDouble(userAndSystem[0]) + Double.parseDouble(userAndSystem[1]);
    }

    private static String words() {
        return ByteFilter.words().stream()
                .map(word -> word.replaceAll("([.\\[])", "\\\\$1"))
                .collect(Collectors.joining("|"));
    }

    private static final class Passed implements FileLines.Taker {
        private final RelevanceFilter filter;
        private long count;

        Passed(RelevanceFilter filter) {
            this.filter = filter;
        }

        @Override
        public void take(byte[] bytes, int offset, int length) {
            if (filter.mayMatter(bytes, offset, length)) {
                count++;
            }
        }
    }
}
