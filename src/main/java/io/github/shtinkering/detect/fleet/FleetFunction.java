package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.WriteBackMap;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The fleet as a Flink function: state, timers and metrics around {@link FleetCorrelator}. All timers are of arrival:
 * one for counts that are published a little later, so that a flood of hosts is no flood of documents, and one for expiry.
 */
public final class FleetFunction extends KeyedProcessFunction<String, FleetNote, FleetAnswer> {
    /** Revisions of the groups' documents. */
    public static final OutputTag<Campaign> CAMPAIGNS =
            new OutputTag<>("campaigns", TypeInformation.of(Campaign.class));

    private static final long PUBLISH_WAIT_MILLIS = 10_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    /** What was only seen, and is no group: a day's window, and a day for what comes late. */
    private static final long SEEN_EXPIRY_MILLIS = 2 * DAY_MILLIS;

    private static final long EXPIRY_MILLIS = 400 * DAY_MILLIS;
    /** Members that need not be read again: two kilobytes each. */
    private static final int RECENT = 50_000;

    private final FleetThresholds thresholds;
    private final Clock clock;
    private transient ValueState<FleetState> state;
    private transient ValueState<Fingerprint.Kind> kind;
    private transient MapState<String, GroupMember> members;
    private transient MapState<String, FleetGroup> groups;
    private transient MapState<String, FleetState.KnownIdentity> identities;
    private transient Counter evicted;
    private transient Counter lookedAt;
    private transient FleetCache recent;

    /** @param clock the clock of emission; serialisable, as the clocks of {@link Clock} are */
    public FleetFunction(FleetThresholds thresholds, Clock clock) {
        this.thresholds = thresholds;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("fleet", TypeInformation.of(FleetState.class)));
        kind = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("fingerprint-kind", TypeInformation.of(Fingerprint.Kind.class)));
        members = map("members", GroupMember.class);
        groups = map("groups", FleetGroup.class);
        identities = map("group-identities", FleetState.KnownIdentity.class);
        recent = new FleetCache(RECENT);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("fleet");
        evicted = metrics.counter("members_evicted");
        lookedAt = metrics.counter("members_looked_at");
    }

    private <V> MapState<String, V> map(String name, Class<V> type) {
        return getRuntimeContext().getMapState(new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type)));
    }

    @Override
    public void processElement(FleetNote note, Context context, Collector<FleetAnswer> out) throws Exception {
        FleetState known = state.value();
        FleetState fleet = known == null ? new FleetState() : known;
        if (known == null) {
            kind.update(note.kind());
            fleet.expiryTimerMillis = context.timestamp() + SEEN_EXPIRY_MILLIS;
            context.timerService().registerEventTimeTimer(fleet.expiryTimerMillis);
        }
        fleet.lastArrivalMillis = context.timestamp();
        if (note.type() != FleetNote.Type.SEEN) {
            take(note, fleet, context, out);
        } else {
            FleetCorrelator.see(fleet, note, context.timestamp());
            if (!groups.isEmpty()) {
                waitForCounts(fleet, context);
            }
        }
        state.update(fleet);
    }

    private void take(FleetNote note, FleetState fleet, Context context, Collector<FleetAnswer> out) throws Exception {
        FleetCorrelator hosts = hosts(note.kind(), context.getCurrentKey());
        long evictedBefore = fleet.evicted;
        long lookedAtBefore = hosts.effort();
        hosts.take(fleet, note, context.timestamp()).forEach(out::collect);
        FleetCorrelator.DueCampaigns due = hosts.due(clock.millis());
        due.campaigns().forEach(campaign -> context.output(CAMPAIGNS, campaign));
        if (due.pending()) {
            waitForCounts(fleet, context);
        }
        evicted.inc(fleet.evicted - evictedBefore);
        lookedAt.inc(hosts.effort() - lookedAtBefore);
        keep(hosts, context.getCurrentKey());
    }

    /** The fleet as its last note left it, or as it is kept. */
    private FleetCorrelator hosts(Fingerprint.Kind kindOfKey, String key) throws Exception {
        FleetCorrelator known = recent.get(key);
        if (known != null) {
            return known;
        }
        FleetCorrelator fleet = new FleetCorrelator(kindOfKey, thresholds);
        for (Map.Entry<String, FleetState.KnownIdentity> identity : identities.entries()) {
            fleet.load(identity.getKey(), identity.getValue());
        }
        fleet.load(members.values(), groups.values());
        return fleet;
    }

    private void keep(FleetCorrelator hosts, String key) throws Exception {
        hosts.drainTo(keeper(members), keeper(groups), keeper(identities));
        recent.keep(key, hosts);
    }

    private static <V> WriteBackMap.Keeper<V> keeper(MapState<String, V> kept) {
        return (key, value) -> {
            if (value == null) {
                kept.remove(key);
            } else {
                kept.put(key, value);
            }
        };
    }

    private static void waitForCounts(FleetState fleet, Context context) {
        if (fleet.publishTimerMillis == 0) {
            fleet.publishTimerMillis = context.timestamp() + PUBLISH_WAIT_MILLIS;
            context.timerService().registerEventTimeTimer(fleet.publishTimerMillis);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FleetAnswer> out) throws Exception {
        FleetState fleet = state.value();
        if (fleet == null) {
            return;
        }
        if (timestamp == fleet.publishTimerMillis) {
            fleet.publishTimerMillis = 0;
            FleetCorrelator hosts = hosts(kind.value(), context.getCurrentKey());
            hosts.pending(fleet, clock.millis()).forEach(campaign -> context.output(CAMPAIGNS, campaign));
            keep(hosts, context.getCurrentKey());
        }
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (timestamp == fleet.expiryTimerMillis && !endOfInput) {
            boolean onlySeen = members.isEmpty() && groups.isEmpty();
            long expiry = fleet.lastArrivalMillis + (onlySeen ? SEEN_EXPIRY_MILLIS : EXPIRY_MILLIS);
            if (timestamp >= expiry) {
                List.of(state, kind, members, groups, identities).forEach(State::clear);
                recent.remove(context.getCurrentKey());
                return;
            }
            fleet.expiryTimerMillis = expiry;
            context.timerService().registerEventTimeTimer(expiry);
        }
        state.update(fleet);
    }
}
