package io.github.shtinkering.publish;

import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.publish.document.LinkTemplates;
import io.github.shtinkering.publish.document.PublishedDocument;
import io.github.shtinkering.publish.state.PublisherState;
import java.time.Clock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The publisher as a Flink function. Cases are published as they come; what is known of a host waits for the timer of
 * its record, when the cases of the same moment have come, too.
 */
public final class PublisherFunction extends KeyedCoProcessFunction<String, CaseUpdate, HostStatus, PublishedDocument> {
    private final Clock clock;
    private final LinkTemplates links;
    private final boolean writesFindings;
    private transient ValueState<PublisherState> state;
    private transient MapState<String, HostStatus> waiting;

    /**
     * @param clock the clock of emission; serialisable, as the clocks of {@link Clock} are
     * @param links addresses in the user's own console
     * @param writesFindings whether each case's document is written as a finding of OCSF, too
     */
    public PublisherFunction(Clock clock, LinkTemplates links, boolean writesFindings) {
        this.clock = clock;
        this.links = links;
        this.writesFindings = writesFindings;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("published", TypeInformation.of(PublisherState.class)));
        waiting = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("host-status", Types.STRING, TypeInformation.of(HostStatus.class)));
    }

    @Override
    public void processElement1(CaseUpdate update, Context context, Collector<PublishedDocument> out) throws Exception {
        PublisherState published = published();
        DocumentPublisher publisher = new DocumentPublisher(published, links, writesFindings);
        boolean waited = publisher.waits();
        publisher.publish(update, clock.millis()).forEach(out::collect);
        if (waited) {
            publishHosts(publisher, out);
        }
        state.update(published);
    }

    @Override
    public void processElement2(HostStatus status, Context context, Collector<PublishedDocument> out) throws Exception {
        if (status.forgotten()) {
            state.clear();
            waiting.clear();
            return;
        }
        waiting.put(status.key(), status);
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PublishedDocument> out) throws Exception {
        PublisherState published = published();
        DocumentPublisher publisher = new DocumentPublisher(published, links, writesFindings);
        publisher.atNextRecord(clock.millis()).forEach(out::collect);
        publishHosts(publisher, out);
        keep(published);
    }

    /** Of most hosts there is nothing to keep: their next version is the clock's anyway. */
    private void keep(PublisherState published) throws Exception {
        if (published.isEmpty()) {
            state.clear();
        } else {
            state.update(published);
        }
    }

    /** A host's risk is that of its cases: it waits while the fleet owes an answer about one. */
    private void publishHosts(DocumentPublisher publisher, Collector<PublishedDocument> out) throws Exception {
        if (!publisher.waits()) {
            for (HostStatus status : waiting.values()) {
                out.collect(publisher.publish(status, clock.millis()));
            }
            waiting.clear();
        }
    }

    private PublisherState published() throws Exception {
        PublisherState published = state.value();
        return published == null ? new PublisherState() : published;
    }
}
