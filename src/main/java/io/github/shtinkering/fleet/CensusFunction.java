package io.github.shtinkering.fleet;

import io.github.shtinkering.host.HostSeen;
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
public final class CensusFunction extends KeyedCoProcessFunction<String, HostSeen, FleetReport, Standing> {
    /** Revisions of the groups' documents. */
    public static final OutputTag<Campaign> CAMPAIGNS =
            new OutputTag<>("counted-campaigns", TypeInformation.of(Campaign.class));

    /** The only key. */
    public static final String KEY = "fleet";

    private transient ValueState<HostDays> spoke;
    /** By when they are due. */
    private transient MapState<Long, List<FleetReport>> waiting;
    /** Reports leave in the order in which they came, so none is due before those that came before it. */
    private transient ValueState<Long> newestDue;

    @Override
    public void open(OpenContext context) {
        spoke = getRuntimeContext().getState(new ValueStateDescriptor<>("spoke", TypeInformation.of(HostDays.class)));
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", Types.LONG, Types.LIST(TypeInformation.of(FleetReport.class))));
        newestDue = getRuntimeContext().getState(new ValueStateDescriptor<>("newest-due", Types.LONG));
    }

    @Override
    public void processElement1(HostSeen seen, Context context, Collector<Standing> out) throws Exception {
        HostDays days = days();
        new Census(days).see(seen.host(), seen.newestMillis(), context.timestamp());
        spoke.update(days);
    }

    @Override
    public void processElement2(FleetReport report, Context context, Collector<Standing> out) throws Exception {
        long before = Objects.requireNonNullElse(newestDue.value(), Long.MIN_VALUE);
        long due = Math.max(context.timestamp(), before);
        List<FleetReport> same = waiting.get(due);
        List<FleetReport> reports = same == null ? new ArrayList<>() : same;
        reports.add(report);
        waiting.put(due, reports);
        newestDue.update(due);
        context.timerService().registerEventTimeTimer(due);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Standing> out) throws Exception {
        List<FleetReport> reports = waiting.get(timestamp);
        if (reports == null) {
            return;
        }
        waiting.remove(timestamp);
        Census now = new Census(days());
        for (FleetReport report : reports) {
            if (report.standing() != null) {
                Standing standing = report.standing();
                out.collect(standing.with(now.complete(standing.prevalence(), timestamp)));
            }
            if (report.campaign() != null) {
                Campaign campaign = report.campaign();
                context.output(CAMPAIGNS, campaign.with(now.complete(campaign.prevalence(), timestamp)));
            }
        }
    }

    private HostDays days() throws Exception {
        HostDays days = spoke.value();
        return days == null ? new HostDays() : days;
    }
}
