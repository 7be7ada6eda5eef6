package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The host story as a Flink function: state, timers and metrics around {@link HostStory}.
 *
 * <p>All timers are of arrival (DESIGN D1). A host has at most two: one for a telling that is due, one for its expiry.
 */
public final class HostStoryFunction extends KeyedProcessFunction<String, Fact, Told> implements CheckpointedFunction {
    /** What is known of each host, when it changes and at the end of the input. */
    public static final OutputTag<HostStatus> STATUS =
            new OutputTag<>("host-status", TypeInformation.of(HostStatus.class));
    /** That a host spoke, once for each day of its event time. */
    public static final OutputTag<HostSeen> SEEN = new OutputTag<>("hosts-seen", TypeInformation.of(HostSeen.class));
    /** Most hosts of a subtask that are known by sightings only, unless configured. */
    public static final long IDLE_HOSTS = 2_000_000L;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long IDLE_EXPIRY_MILLIS = 30 * DAY_MILLIS;
    private static final long EXPIRY_MILLIS = 400 * DAY_MILLIS;

    private static final ListStateDescriptor<Long> IDLE_HOSTS_STATE =
            new ListStateDescriptor<>("idle-hosts", Types.LONG);

    private final int patternVersion;
    private final long maxIdleHosts;
    private transient ValueState<HostState> state;
    private transient ListState<Long> idleHostsState;
    private transient long idleHosts;
    private transient Counter retellings;
    private transient Counter evicted;
    private transient Counter expired;
    private transient Counter notAdmitted;

    /**
     * @param patternVersion the version of the pattern that listens (DESIGN D11)
     * @param maxIdleHosts most hosts that a subtask admits which are known by sightings only: names are the attacker's
     *     to invent
     */
    public HostStoryFunction(int patternVersion, long maxIdleHosts) {
        this.patternVersion = patternVersion;
        this.maxIdleHosts = maxIdleHosts;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("host", HostStateSerializer.INSTANCE));
        var metrics = getRuntimeContext().getMetricGroup().addGroup("host_story");
        retellings = metrics.counter("retellings");
        evicted = metrics.counter("facts_evicted");
        expired = metrics.counter("hosts_expired");
        notAdmitted = metrics.counter("hosts_not_admitted");
        metrics.gauge("hosts_idle", () -> idleHosts);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        idleHostsState = context.getOperatorStateStore().getListState(IDLE_HOSTS_STATE);
        idleHosts = 0;
        for (Long count : idleHostsState.get()) {
            idleHosts += count;
        }
    }

    /** After a change of the parallelism the count is of other hosts than it was: near enough for a limit. */
    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        idleHostsState.update(List.of(idleHosts));
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<Told> out) throws Exception {
        HostState host = state.value();
        boolean wasIdle = false;
        if (host == null) {
            if (idleHosts >= maxIdleHosts && HostStory.isBackground(fact)) {
                notAdmitted.inc();
                return;
            }
            host = new HostState();
            host.expiryTimerMillis = context.timestamp() + IDLE_EXPIRY_MILLIS;
            context.timerService().registerEventTimeTimer(host.expiryTimerMillis);
        } else {
            wasIdle = host.idle();
        }
        HostStory story = new HostStory(context.getCurrentKey(), host, patternVersion);
        long evictedBefore = host.evicted;
        boolean changed = story.learn(fact, context.timestamp());
        HostSeen seen = story.seen();
        if (seen != null) {
            context.output(SEEN, seen);
        }
        idleHosts += (host.idle() ? 1 : 0) - (wasIdle ? 1 : 0);
        evicted.inc(host.evicted - evictedBefore);
        if (!host.tellingDue && (changed || story.mayCloseACase() || story.mayOutliveAnException())) {
            sendOrWait(story, host, context, out);
        }
        state.update(host);
    }

    private void sendOrWait(HostStory story, HostState host, Context context, Collector<Told> out) {
        HostStory.Sending sending =
                story.busy() ? new HostStory.Sending(List.of(), true) : story.continued(context.timestamp());
        if (sending.retellingNeeded()) {
            host.tellingDue = true;
            context.timerService().registerEventTimeTimer(context.timestamp() + story.retellingWaitMillis());
        }
        send(sending.elements(), story, context, out);
    }

    /** What is told of a host changes what is known of it, so both are sent. */
    private static void send(List<Told> elements, HostStory story, Context context, Collector<Told> out) {
        elements.forEach(out::collect);
        if (!elements.isEmpty()) {
            story.statuses().forEach(status -> context.output(STATUS, status));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Told> out) throws Exception {
        HostState host = state.value();
        if (host == null) {
            return;
        }
        HostStory story = new HostStory(context.getCurrentKey(), host, patternVersion);
        if (host.tellingDue) {
            host.tellingDue = false;
            retellings.inc();
            send(story.toldAgain(timestamp), story, context, out);
        }
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (timestamp < host.expiryTimerMillis) {
            state.update(host);
        } else if (endOfInput) {
            story.statuses().forEach(status -> context.output(STATUS, status));
            state.update(host);
        } else {
            keepOrExpire(timestamp, story, host, context, out);
        }
    }

    private void keepOrExpire(
            long timestamp, HostStory story, HostState host, OnTimerContext context, Collector<Told> out)
            throws Exception {
        long expiry = host.lastArrivalMillis + (host.idle() ? IDLE_EXPIRY_MILLIS : EXPIRY_MILLIS);
        if (timestamp >= expiry && !story.hasOpenCase()) {
            expire(story, host, context, out);
            return;
        }
        host.expiryTimerMillis = Math.max(expiry, timestamp + DAY_MILLIS);
        context.timerService().registerEventTimeTimer(host.expiryTimerMillis);
        state.update(host);
    }

    /** Whoever was told of the host forgets it, too. */
    private void expire(HostStory story, HostState host, OnTimerContext context, Collector<Told> out) {
        expired.inc();
        idleHosts -= host.idle() ? 1 : 0;
        if (!host.tellings.isEmpty()) {
            out.collect(story.forgotten());
        }
        context.output(STATUS, story.forgottenStatus());
        state.clear();
    }
}
