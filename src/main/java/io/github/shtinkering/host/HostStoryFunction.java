package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The host story as a Flink function: state, timers and metrics around {@link HostStory}.
 *
 * <p>All timers are of arrival (DESIGN D1). A host has at most two: one for a telling that is due, one for its expiry.
 */
public final class HostStoryFunction extends KeyedProcessFunction<String, Fact, Told> {
    /** What is known of each host, when it changes and at the end of the input. */
    public static final OutputTag<HostStatus> STATUS =
            new OutputTag<>("host-status", TypeInformation.of(HostStatus.class));

    /** Facts that come behind others within this are told again together. */
    private static final long RETELLING_WAIT_MILLIS = 100L;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long IDLE_EXPIRY_MILLIS = 30 * DAY_MILLIS;
    private static final long EXPIRY_MILLIS = 400 * DAY_MILLIS;

    private final int patternVersion;
    private transient ValueState<HostState> state;
    private transient Counter retellings;
    private transient Counter evicted;
    private transient Counter expired;

    /** @param patternVersion the version of the pattern that listens (DESIGN D11) */
    public HostStoryFunction(int patternVersion) {
        this.patternVersion = patternVersion;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("host", HostStateSerializer.INSTANCE));
        var metrics = getRuntimeContext().getMetricGroup().addGroup("host_story");
        retellings = metrics.counter("retellings");
        evicted = metrics.counter("facts_evicted");
        expired = metrics.counter("hosts_expired");
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<Told> out) throws Exception {
        HostState host = state.value();
        if (host == null) {
            host = new HostState();
            host.expiryTimerMillis = context.timestamp() + IDLE_EXPIRY_MILLIS;
            context.timerService().registerEventTimeTimer(host.expiryTimerMillis);
        }
        HostStory story = new HostStory(context.getCurrentKey(), host, patternVersion);
        long evictedBefore = host.evicted;
        boolean changed = story.learn(fact, context.timestamp());
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
            context.timerService().registerEventTimeTimer(context.timestamp() + RETELLING_WAIT_MILLIS);
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
            keepOrExpire(timestamp, story, host, context);
        }
    }

    private void keepOrExpire(long timestamp, HostStory story, HostState host, OnTimerContext context)
            throws Exception {
        long expiry = host.lastArrivalMillis + (story.idle() ? IDLE_EXPIRY_MILLIS : EXPIRY_MILLIS);
        if (timestamp >= expiry) {
            expired.inc();
            state.clear();
            return;
        }
        host.expiryTimerMillis = expiry;
        context.timerService().registerEventTimeTimer(expiry);
        state.update(host);
    }
}
