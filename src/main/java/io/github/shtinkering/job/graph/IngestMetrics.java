package io.github.shtinkering.job.graph;

import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.ingest.source.WallClock;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The health of the input as metrics of Flink, under {@code ingest}, by source and format. Sources are topics or the
 * inputs of a replay, formats are ours: neither is an attacker's to choose, hosts are no labels, and behind a bound all
 * further pairs are one.
 */
final class IngestMetrics {
    static final String GROUP = "ingest";
    static final String RECORDS = "records_total";
    static final String BYTES = "bytes_total";
    static final String IRRELEVANT = "irrelevant_total";
    static final String DECODED = "decoded_total";
    static final String DEAD = "dead_total";
    static final String NEWEST_EVENT = "newest_event_timestamp_seconds";
    static final String DELAY_P50 = "delay_p50_seconds";
    static final String DELAY_P99 = "delay_p99_seconds";

    private static final int MOST_ACCOUNTS = 1_000;
    private static final Key OTHERS = new Key("others", "others");

    private final MetricGroup group;
    private final WallClock clock;
    private final Map<Key, Account> accounts = new HashMap<>();

    private record Key(String source, String format) {}

    /**
     * @param group the operator's
     * @param clock tells which records are recent
     */
    IngestMetrics(MetricGroup group, WallClock clock) {
        this.group = group.addGroup(GROUP);
        this.clock = clock;
    }

    /** Counts the records of a tally. */
    void count(Tally tally) {
        Key key = new Key(tally.source(), tally.format());
        boolean isOther = accounts.size() >= MOST_ACCOUNTS && !accounts.containsKey(key);
        accounts.computeIfAbsent(isOther ? OTHERS : key, this::open).add(tally);
    }

    private Account open(Key key) {
        return new Account(group.addGroup("source", key.source).addGroup("format", key.format), clock);
    }

    /** The metrics of one source and format. */
    private static final class Account {
        private final Counter records;
        private final Counter bytes;
        private final Counter irrelevant;
        private final Counter decoded;
        private final Counter dead;
        private final RecentDelays delays = new RecentDelays();
        private final WallClock clock;
        private volatile double newestEventSeconds = Double.NaN;

        Account(MetricGroup group, WallClock clock) {
            this.clock = clock;
            records = group.counter(RECORDS);
            bytes = group.counter(BYTES);
            irrelevant = group.counter(IRRELEVANT);
            decoded = group.counter(DECODED);
            dead = group.counter(DEAD);
            group.gauge(NEWEST_EVENT, (Gauge<Double>) () -> newestEventSeconds);
            group.gauge(DELAY_P50, (Gauge<Double>) () -> delays.seconds(0.5, clock.millis()));
            group.gauge(DELAY_P99, (Gauge<Double>) () -> delays.seconds(0.99, clock.millis()));
        }

        void add(Tally tally) {
            records.inc(tally.records());
            bytes.inc(tally.bytes());
            irrelevant.inc(tally.irrelevant());
            decoded.inc(tally.decoded());
            dead.inc(tally.dead());
            delays.add(tally, clock.millis());
            Long newest = tally.newestEventMillis();
            if (newest != null && !(newestEventSeconds >= newest / 1_000.0)) {
                newestEventSeconds = newest / 1_000.0;
            }
        }
    }
}
