package io.github.shtinkering.casebook;

import io.github.shtinkering.host.Told;
import io.github.shtinkering.pattern.Chain;
import java.util.HashSet;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The casebook as a Flink function. The story's elements arrive at once, chains when the watermark has passed: it
 * stores both and judges in a timer at the record's own timestamp, when both ways have delivered (DESIGN D2).
 */
public final class CasebookFunction extends KeyedCoProcessFunction<String, Told, Chain, JudgedCase> {
    private final Weights weights;
    private final HashSet<String> tier0Hosts;
    private final ExceptionList exceptions;
    private transient ValueState<CasebookState> state;

    /**
     * @param weights the rubric's numbers
     * @param tier0Hosts canonical names of hosts that are tier 0
     * @param exceptions approved exceptions
     */
    public CasebookFunction(Weights weights, List<String> tier0Hosts, ExceptionList exceptions) {
        this.weights = weights;
        this.tier0Hosts = new HashSet<>(tier0Hosts);
        this.exceptions = exceptions;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("casebook", TypeInformation.of(CasebookState.class)));
    }

    @Override
    public void processElement1(Told told, Context context, Collector<JudgedCase> out) throws Exception {
        CasebookState book = book();
        casebook(context.getCurrentKey(), book).take(told);
        judgeLater(book, context);
    }

    @Override
    public void processElement2(Chain chain, Context context, Collector<JudgedCase> out) throws Exception {
        CasebookState book = book();
        casebook(context.getCurrentKey(), book).take(chain);
        judgeLater(book, context);
    }

    private void judgeLater(CasebookState book, Context context) throws Exception {
        state.update(book);
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<JudgedCase> out) throws Exception {
        CasebookState book = book();
        casebook(context.getCurrentKey(), book).judge().forEach(out::collect);
        state.update(book);
    }

    private CasebookState book() throws Exception {
        CasebookState book = state.value();
        return book == null ? new CasebookState() : book;
    }

    private Casebook casebook(String host, CasebookState book) {
        return new Casebook(host, book, weights, tier0Hosts.contains(host), exceptions);
    }
}
