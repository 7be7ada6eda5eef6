package io.github.shtinkering.job.graph;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts stages that reached the pattern behind the watermark. With arrival as the clock there are none. */
final class LateStages extends ProcessFunction<TimelineEntry, Void> {
    private final boolean fail;
    private transient Counter late;

    LateStages(boolean fail) {
        this.fail = fail;
    }

    @Override
    public void open(OpenContext context) {
        late = getRuntimeContext().getMetricGroup().counter("late_stages");
    }

    @Override
    public void processElement(TimelineEntry entry, Context context, Collector<Void> out) {
        late.inc();
        if (fail) {
            throw new IllegalStateException("a stage of host " + entry.host() + " reached the pattern late");
        }
    }
}
