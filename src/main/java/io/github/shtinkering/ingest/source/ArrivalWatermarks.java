package io.github.shtinkering.ingest.source;

import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Flink's time is the time of arrival. A watermark over event time would call the buffer of a laptop that was offline
 * for a week late and drop it; event time lives inside the facts.
 *
 * <p>To be used in {@code fromSource}, where the emitting thread stamps the records: stamped anywhere earlier, a record
 * can lie behind a watermark that overtakes it. The watermark advances with the wall clock also when no record comes,
 * else a quiet night would hold back the last attack.
 *
 * <p>The assigner and the generators (one a split) of a reader share one clock. Each task works on its own deserialised
 * copy of the strategy, so the clock lives in a transient field.
 *
 * @param <T> the records, of which nothing is asked
 */
public final class ArrivalWatermarks<T> implements WatermarkStrategy<T> {
    private static final long serialVersionUID = 1L;

    private final WallClock wall;
    private transient @Nullable ArrivalClock clock;

    /** Arrival by the given clock. */
    public ArrivalWatermarks(WallClock wall) {
        this.wall = wall;
    }

    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        ArrivalClock shared = clock();
        return (record, ignored) -> shared.arrival();
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Periodic<>(clock());
    }

    private ArrivalClock clock() {
        if (clock == null) {
            clock = new ArrivalClock(wall);
        }
        return clock;
    }

    private static final class Periodic<T> implements WatermarkGenerator<T> {
        private final ArrivalClock clock;

        Periodic(ArrivalClock clock) {
            this.clock = clock;
        }

        @Override
        public void onEvent(T record, long arrival, WatermarkOutput output) {
            // Watermarks follow the clock, not the records.
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(clock.watermark()));
        }
    }
}
