package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.source.LeastRecentlyUsed;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The fleet as a Flink function: state, timers and metrics around {@link Fleet}. All timers are of arrival (DESIGN D1):
 * one for counts that are told a little later, so that a flood of hosts is no flood of documents, and one for expiry.
 */
public final class FleetFunction extends KeyedProcessFunction<String, FleetNote, Standing> {
    /** Revisions of the groups' documents. */
    public static final OutputTag<Campaign> CAMPAIGNS =
            new OutputTag<>("campaigns", TypeInformation.of(Campaign.class));

    private static final long TELL_WAIT_MILLIS = 10_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    /** What was only seen, and is no group: a day's window, and a day for what comes late. */
    private static final long SEEN_EXPIRY_MILLIS = 2 * DAY_MILLIS;

    private static final long EXPIRY_MILLIS = 400 * DAY_MILLIS;
    /** Keys whose groups need not be computed anew: a hundred kilobytes each, where a thousand hosts bear it. */
    private static final int RECENT = 100;

    private final FleetThresholds thresholds;
    private final Clock clock;
    private transient ValueState<FleetState> state;
    private transient ValueState<FleetMark.Kind> kind;
    private transient Counter evicted;
    private transient Map<String, Fleet> recent;

    /** @param clock the clock of emission; serialisable, as the clocks of {@link Clock} are */
    public FleetFunction(FleetThresholds thresholds, Clock clock) {
        this.thresholds = thresholds;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("fleet", TypeInformation.of(FleetState.class)));
        kind = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("fingerprint-kind", TypeInformation.of(FleetMark.Kind.class)));
        recent = new LeastRecentlyUsed<>(RECENT);
        evicted = getRuntimeContext().getMetricGroup().addGroup("fleet").counter("members_evicted");
    }

    @Override
    public void processElement(FleetNote note, Context context, Collector<Standing> out) throws Exception {
        FleetState known = state.value();
        FleetState fleet = known == null ? new FleetState() : known;
        if (known == null) {
            kind.update(note.kind());
            fleet.expiryTimerMillis = context.timestamp() + SEEN_EXPIRY_MILLIS;
            context.timerService().registerEventTimeTimer(fleet.expiryTimerMillis);
        }
        fleet.lastArrivalMillis = context.timestamp();
        long evictedBefore = fleet.evicted;
        Fleet hosts = hosts(note.kind(), fleet, context.getCurrentKey());
        hosts.take(note, context.timestamp()).forEach(out::collect);
        evicted.inc(fleet.evicted - evictedBefore);
        if (note.type() != FleetNote.Type.SEEN) {
            tell(hosts, fleet, false, context);
        } else if (!fleet.groups.isEmpty()) {
            waitForCounts(fleet, context);
        }
        state.update(fleet);
    }

    /** The fleet as it was computed last, unless the state is another object since: a restored one, or a copy. */
    private Fleet hosts(FleetMark.Kind kindOfKey, FleetState fleet, String key) {
        Fleet known = recent.get(key);
        if (known == null || !known.isOf(fleet)) {
            known = new Fleet(kindOfKey, fleet, thresholds);
            recent.put(key, known);
        }
        return known;
    }

    private void tell(Fleet hosts, FleetState fleet, boolean counts, Context context) {
        Fleet.News news = hosts.news(clock.millis(), counts, fleet.tellTimerMillis != 0);
        news.campaigns().forEach(campaign -> context.output(CAMPAIGNS, campaign));
        if (news.waiting()) {
            waitForCounts(fleet, context);
        }
    }

    private static void waitForCounts(FleetState fleet, Context context) {
        if (fleet.tellTimerMillis == 0) {
            fleet.tellTimerMillis = context.timestamp() + TELL_WAIT_MILLIS;
            context.timerService().registerEventTimeTimer(fleet.tellTimerMillis);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Standing> out) throws Exception {
        FleetState fleet = state.value();
        if (fleet == null) {
            return;
        }
        if (timestamp == fleet.tellTimerMillis) {
            fleet.tellTimerMillis = 0;
            tell(hosts(kind.value(), fleet, context.getCurrentKey()), fleet, true, context);
        }
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (timestamp == fleet.expiryTimerMillis && !endOfInput) {
            boolean onlySeen = fleet.members.isEmpty() && fleet.groups.isEmpty();
            long expiry = fleet.lastArrivalMillis + (onlySeen ? SEEN_EXPIRY_MILLIS : EXPIRY_MILLIS);
            if (timestamp >= expiry) {
                state.clear();
                kind.clear();
                recent.remove(context.getCurrentKey());
                return;
            }
            fleet.expiryTimerMillis = expiry;
            context.timerService().registerEventTimeTimer(expiry);
        }
        state.update(fleet);
    }
}
