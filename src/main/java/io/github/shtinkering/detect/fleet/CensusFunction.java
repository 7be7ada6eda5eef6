package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.fleet.count.DistinctHostsByDay;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.host.HostSeen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The census as a Flink function: everything that the fleet has to say passes here, and leaves with the number of hosts
 * that there are. There is one key; it hears of each host once a day, and of each answer and each document once.
 *
 * <p>Hosts and reports come on two ways. A report waits for a timer at its own timestamp, when both have delivered: so at
 * the end of the input every host is counted.
 */
public final class CensusFunction extends KeyedCoProcessFunction<String, HostSeen, FleetOutput, FleetAnswer> {
    /** Revisions of the groups' documents. */
    public static final OutputTag<Campaign> CAMPAIGNS =
            new OutputTag<>("counted-campaigns", TypeInformation.of(Campaign.class));

    /** The only key. */
    public static final String KEY = "fleet";

    private transient ValueState<DistinctHostsByDay> spoke;
    /** By when they are due. */
    private transient MapState<Long, List<FleetOutput>> waiting;
    /** Reports leave in the order in which they came, so none is due before those that came before it. */
    private transient ValueState<Long> newestDue;

    @Override
    public void open(OpenContext context) {
        spoke = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("spoke", TypeInformation.of(DistinctHostsByDay.class)));
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", Types.LONG, Types.LIST(TypeInformation.of(FleetOutput.class))));
        newestDue = getRuntimeContext().getState(new ValueStateDescriptor<>("newest-due", Types.LONG));
    }

    @Override
    public void processElement1(HostSeen seen, Context context, Collector<FleetAnswer> out) throws Exception {
        DistinctHostsByDay days = days();
        new HostCensus(days).see(seen.host(), seen.newestMillis(), context.timestamp());
        spoke.update(days);
    }

    @Override
    public void processElement2(FleetOutput report, Context context, Collector<FleetAnswer> out) throws Exception {
        long before = Objects.requireNonNullElse(newestDue.value(), Long.MIN_VALUE);
        long due = Math.max(context.timestamp(), before);
        List<FleetOutput> same = waiting.get(due);
        List<FleetOutput> reports = same == null ? new ArrayList<>() : same;
        reports.add(report);
        waiting.put(due, reports);
        newestDue.update(due);
        context.timerService().registerEventTimeTimer(due);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FleetAnswer> out) throws Exception {
        List<FleetOutput> reports = waiting.get(timestamp);
        if (reports == null) {
            return;
        }
        waiting.remove(timestamp);
        HostCensus now = new HostCensus(days());
        for (FleetOutput report : reports) {
            if (report.answer() != null) {
                FleetAnswer answer = report.answer();
                out.collect(answer.with(now.complete(answer.prevalence(), timestamp)));
            }
            if (report.campaign() != null) {
                Campaign campaign = report.campaign();
                context.output(CAMPAIGNS, campaign.with(now.complete(campaign.prevalence(), timestamp)));
            }
        }
    }

    private DistinctHostsByDay days() throws Exception {
        DistinctHostsByDay days = spoke.value();
        return days == null ? new DistinctHostsByDay() : days;
    }
}
