package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.Tally;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class IngestMetricsTest {
    private static final long NOON = 1_794_225_600_000L;
    private static final long MINUTE = 60_000;

    private static final AtomicLong NOW = new AtomicLong();

    private final MetricListener reported = new MetricListener();
    private final IngestMetrics metrics = new IngestMetrics(reported.getMetricGroup(), NOW::get);

    @Test
    void countsBySourceAndFormat() {
        metrics.count(new Tally("sysmon", "winlogbeat", 100, 5, 3, 2, NOON, List.of(3L)));
        metrics.count(new Tally("sysmon", "winlogbeat", 10, 1, 0, 0, NOON - MINUTE, List.of()));
        metrics.count(new Tally("sysmon", "wazuh", 7, 1, 0, 0, null, List.of()));

        assertThat(counter("sysmon", "winlogbeat", IngestMetrics.RECORDS)).isEqualTo(11);
        assertThat(counter("sysmon", "winlogbeat", IngestMetrics.BYTES)).isEqualTo(110);
        assertThat(counter("sysmon", "winlogbeat", IngestMetrics.IRRELEVANT)).isEqualTo(6);
        assertThat(counter("sysmon", "winlogbeat", IngestMetrics.DECODED)).isEqualTo(3);
        assertThat(counter("sysmon", "winlogbeat", IngestMetrics.DEAD)).isEqualTo(2);
        assertThat(gauge("sysmon", "winlogbeat", IngestMetrics.NEWEST_EVENT)).isEqualTo(NOON / 1_000.0);
        assertThat(counter("sysmon", "wazuh", IngestMetrics.RECORDS)).isEqualTo(1);
        assertThat(gauge("sysmon", "wazuh", IngestMetrics.NEWEST_EVENT)).isNaN();
        assertThat(gauge("sysmon", "wazuh", IngestMetrics.DELAY_P50)).isNaN();
    }

    @Test
    void delaysAreThoseOfTheLastFiveMinutes() {
        NOW.set(NOON);
        metrics.count(delays(List.of(0L, 0L, 0L, 0L, 0L, 101L)));
        NOW.set(NOON + 4 * MINUTE);
        metrics.count(delays(List.of(98L, 1L, 0L, 1L)));
        assertThat(gauge("t", "wazuh", IngestMetrics.DELAY_P50)).isEqualTo(32);
        NOW.set(NOON + 5 * MINUTE);
        assertThat(gauge("t", "wazuh", IngestMetrics.DELAY_P50)).isEqualTo(1);
        assertThat(gauge("t", "wazuh", IngestMetrics.DELAY_P99)).isEqualTo(2);
        NOW.set(NOON + 9 * MINUTE);
        assertThat(gauge("t", "wazuh", IngestMetrics.DELAY_P99)).isNaN();
    }

    @Test
    void aFloodOfSourcesIsBounded() {
        for (int i = 0; i < 3_000; i++) {
            metrics.count(new Tally("topic-" + i, "wazuh", 1, 1, 0, 0, null, List.of()));
        }
        metrics.count(new Tally("topic-1", "wazuh", 1, 1, 0, 0, null, List.of()));
        assertThat(counter("topic-1", "wazuh", IngestMetrics.RECORDS)).isEqualTo(2);
        assertThat(counter("others", "others", IngestMetrics.RECORDS)).isEqualTo(2_000);
        assertThat(reported.getCounter(IngestMetrics.GROUP, "source", "topic-2999", "format", "wazuh", "records_total"))
                .isEmpty();
    }

    private static Tally delays(List<Long> buckets) {
        return new Tally(
                "t", "wazuh", 0, 0, buckets.stream().mapToLong(Long::longValue).sum(), 0, NOON, buckets);
    }

    private long counter(String source, String format, String name) {
        return reported.getCounter(IngestMetrics.GROUP, "source", source, "format", format, name)
                .orElseThrow()
                .getCount();
    }

    private double gauge(String source, String format, String name) {
        return reported.<Double>getGauge(IngestMetrics.GROUP, "source", source, "format", format, name)
                .orElseThrow()
                .getValue();
    }
}
