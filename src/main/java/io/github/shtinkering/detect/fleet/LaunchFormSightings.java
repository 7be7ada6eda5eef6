package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.bounded.LeastRecentlyUsed;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.SlidingWindow;
import io.github.shtinkering.fact.Fact;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Tells the fleet on which hosts each form of launch was seen, also where it opened no case. Of each host, form and day
 * of event time one launch passes, so that a host that crashes all day sends no flood through the shuffle. What passed is
 * kept in a bounded cache and in no checkpoint: hosts are counted once however often they are reported.
 */
public final class LaunchFormSightings extends RichFlatMapFunction<Fact, FleetNote> {
    private static final int CAPACITY = 50_000; // about 10 MB when full

    private transient Map<Sighting, Boolean> passed;

    private record Sighting(String host, String key, long day) {}

    @Override
    public void open(OpenContext context) {
        passed = new LeastRecentlyUsed<>(CAPACITY);
    }

    @Override
    public void flatMap(Fact fact, Collector<FleetNote> out) {
        FleetNote note = FleetNoteExtractor.seen(fact);
        if (note == null) {
            return;
        }
        Sighting sighting =
                new Sighting(note.host(), note.key(), Math.floorDiv(fact.timeMillis(), SlidingWindow.MILLIS));
        if (passed.putIfAbsent(sighting, true) == null) {
            out.collect(note);
        }
    }
}
