package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.state.HostStateSerializer;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The host timeline as a Flink function: state, timers and metrics around {@link HostTracker}.
 *
 * <p>All timers are of arrival. A host has at most three: for a timeline that must be told again, for background that has not
 * been told, and for its expiry.
 */
public final class HostTrackerFunction extends KeyedProcessFunction<String, Fact, TimelineEntry>
        implements CheckpointedFunction {
    /** What is known of each host: when it changes, once for each day of its event time, and at the end of the input. */
    public static final OutputTag<HostStatus> STATUS =
            new OutputTag<>("host-status", TypeInformation.of(HostStatus.class));
    /** That a host spoke, once for each day of its event time. */
    public static final OutputTag<HostSeen> SEEN = new OutputTag<>("hosts-seen", TypeInformation.of(HostSeen.class));

    /** Background is told together: a backlog has minutes of it, and an act does not wait for it. */
    private static final long BACKGROUND_WAIT_MILLIS = 1_000L;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long IDLE_EXPIRY_MILLIS = 30 * DAY_MILLIS;
    private static final long EXPIRY_MILLIS = 400 * DAY_MILLIS;

    private final int patternVersion;
    private final HostLimits limits;
    private final ArrivalPlausibility clock;
    private final Set<String> domains;
    private transient ValueState<HostState> state;
    private transient HostCounter hosts;
    private transient HostCounter idleHosts;
    private transient Counter rebuilds;
    private transient Counter evicted;
    private transient Counter expired;
    private transient Counter notAdmitted;

    /**
     * @param patternVersion the version of the pattern that listens
     * @param limits most hosts that a subtask keeps
     * @param clock whether arrivals bound the hosts' times
     */
    public HostTrackerFunction(int patternVersion, HostLimits limits, ArrivalPlausibility clock) {
        this(patternVersion, limits, clock, Set.of());
    }

    /**
     * @param patternVersion the version of the pattern that listens
     * @param limits most hosts that a subtask keeps
     * @param clock whether arrivals bound the hosts' times
     * @param domains domains of which each has machines of its own, also under one short name
     */
    public HostTrackerFunction(
            int patternVersion, HostLimits limits, ArrivalPlausibility clock, Collection<String> domains) {
        this.patternVersion = patternVersion;
        this.limits = limits;
        this.clock = clock;
        this.domains = Set.copyOf(domains);
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("host", HostStateSerializer.INSTANCE));
        var metrics = getRuntimeContext().getMetricGroup().addGroup("host_timeline");
        rebuilds = metrics.counter("rebuilds");
        evicted = metrics.counter("facts_evicted");
        expired = metrics.counter("hosts_expired");
        notAdmitted = metrics.counter("hosts_not_admitted");
        metrics.gauge("hosts", () -> hosts.total());
        metrics.gauge("hosts_idle", () -> idleHosts.total());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        hosts = new HostCounter(
                "hosts-by-key-group", context, getRuntimeContext().getTaskInfo());
        idleHosts = new HostCounter(
                "idle-hosts-by-key-group", context, getRuntimeContext().getTaskInfo());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        hosts.snapshot();
        idleHosts.snapshot();
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<TimelineEntry> out) throws Exception {
        HostState host = state.value();
        boolean wasIdle = false;
        if (host == null) {
            if (!admits(fact)) {
                notAdmitted.inc();
                return;
            }
            host = new HostState();
            hosts.add(context.getCurrentKey(), 1);
            host.expiryTimerMillis = context.timestamp() + IDLE_EXPIRY_MILLIS;
            context.timerService().registerEventTimeTimer(host.expiryTimerMillis);
        } else {
            wasIdle = host.idle();
        }
        HostTracker tracker = new HostTracker(context.getCurrentKey(), host, patternVersion, clock, domains);
        long evictedBefore = host.evicted;
        boolean statusWasDue = host.statusDue;
        boolean changed = tracker.learn(fact, context.timestamp());
        HostSeen seen = tracker.seen();
        if (seen != null) {
            context.output(SEEN, seen);
        }
        idleHosts.add(context.getCurrentKey(), (host.idle() ? 1 : 0) - (wasIdle ? 1 : 0));
        evicted.inc(host.evicted - evictedBefore);
        if (!host.generationDue && (changed || tracker.maySettleACase() || tracker.mayOutliveAnException())) {
            if (fact.kind().isBackground()) {
                awaitMore(tracker, host, context);
            } else {
                sendOrWait(tracker, host, context, out);
            }
        }
        if (host.statusDue && !statusWasDue) {
            context.timerService().registerEventTimeTimer(context.timestamp() + BACKGROUND_WAIT_MILLIS);
        }
        state.update(host);
    }

    /** Whether a host that is not known yet is, from this fact on. */
    private boolean admits(Fact fact) {
        return hosts.total() < limits.all()
                && (idleHosts.total() < limits.idle() || !fact.kind().isBackground());
    }

    private static void awaitMore(HostTracker tracker, HostState host, Context context) {
        if (!host.backgroundDue && !tracker.isSilent()) {
            host.backgroundDue = true;
            long wait = Math.max(BACKGROUND_WAIT_MILLIS, tracker.rebuildWaitMillis());
            context.timerService().registerEventTimeTimer(context.timestamp() + wait);
        }
    }

    private void sendOrWait(HostTracker tracker, HostState host, Context context, Collector<TimelineEntry> out) {
        long now = stamp(host, context.timestamp());
        HostTracker.Sending sending =
                tracker.busy() ? new HostTracker.Sending(List.of(), true) : tracker.continued(now);
        if (sending.rebuildNeeded()) {
            host.generationDue = true;
            context.timerService().registerEventTimeTimer(context.timestamp() + tracker.rebuildWaitMillis());
        }
        send(sending.elements(), now, tracker, host, context, out);
    }

    /** The stamp of what is sent now: several readers' stamps go back and forth, what a host sends keeps its order. */
    private static long stamp(HostState host, long timestamp) {
        return Math.max(timestamp, host.lastSentMillis);
    }

    /** What is told of a host changes what is known of it, so both are sent. */
    private static void send(
            List<TimelineEntry> elements,
            long now,
            HostTracker tracker,
            HostState host,
            Context context,
            Collector<TimelineEntry> out) {
        elements.forEach(entry -> out.collect(entry.sent(now)));
        if (!elements.isEmpty()) {
            host.lastSentMillis = now;
            sendStatuses(tracker, host, context);
        }
    }

    private static void sendStatuses(HostTracker tracker, HostState host, Context context) {
        host.statusDue = false;
        tracker.statuses().forEach(status -> context.output(STATUS, status));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TimelineEntry> out) throws Exception {
        HostState host = state.value();
        if (host == null) {
            return;
        }
        HostTracker tracker = new HostTracker(context.getCurrentKey(), host, patternVersion, clock, domains);
        if (host.generationDue || host.backgroundDue) {
            rebuilds.inc(host.generationDue ? 1 : 0);
            host.generationDue = false;
            host.backgroundDue = false;
            long now = stamp(host, timestamp);
            send(tracker.rebuilt(now), now, tracker, host, context, out);
        }
        if (host.statusDue) {
            sendStatuses(tracker, host, context);
        }
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (timestamp < host.expiryTimerMillis) {
            state.update(host);
        } else if (endOfInput) {
            sendStatuses(tracker, host, context);
            state.update(host);
        } else {
            keepOrExpire(timestamp, tracker, host, context, out);
        }
    }

    private void keepOrExpire(
            long timestamp, HostTracker tracker, HostState host, OnTimerContext context, Collector<TimelineEntry> out)
            throws Exception {
        long expiry = host.lastArrivalMillis + (host.idle() ? IDLE_EXPIRY_MILLIS : EXPIRY_MILLIS);
        if (timestamp >= expiry && !tracker.hasOpenCase()) {
            expire(timestamp, tracker, host, context, out);
            return;
        }
        host.expiryTimerMillis = Math.max(expiry, timestamp + DAY_MILLIS);
        context.timerService().registerEventTimeTimer(host.expiryTimerMillis);
        state.update(host);
    }

    /** Whoever was told of the host forgets it, too. */
    private void expire(
            long timestamp, HostTracker tracker, HostState host, OnTimerContext context, Collector<TimelineEntry> out) {
        expired.inc();
        hosts.add(context.getCurrentKey(), -1);
        idleHosts.add(context.getCurrentKey(), host.idle() ? -1 : 0);
        if (!host.generations.isEmpty()) {
            out.collect(tracker.forgotten().sent(stamp(host, timestamp)));
        }
        context.output(STATUS, tracker.forgottenStatus());
        state.clear();
    }
}
