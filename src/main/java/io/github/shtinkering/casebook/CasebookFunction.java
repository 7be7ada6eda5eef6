package io.github.shtinkering.casebook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The casebook as a Flink function. The story's elements arrive at once, chains when the watermark has passed: it
 * stores both and judges in a timer at the record's own timestamp, when both ways have delivered (DESIGN D2).
 *
 * <p>Exceptions of the control topic are broadcast state. A change judges the hosts that it concerns at once, also
 * those that never speak again: one pass over the hosts in state, and a judgement for each that the old or the new
 * entry covers. A host in the middle of a delivery is judged by its own timer, a moment later.
 */
public final class CasebookFunction
        extends KeyedBroadcastProcessFunction<String, Delivery, ExceptionChange, JudgedCase> {
    /** Exceptions of the control topic that are in force, by id. */
    public static final MapStateDescriptor<String, ArmingException> EXCEPTIONS =
            new MapStateDescriptor<>("exceptions", Types.STRING, TypeInformation.of(ArmingException.class));

    private static final ValueStateDescriptor<CasebookState> CASEBOOK =
            new ValueStateDescriptor<>("casebook", TypeInformation.of(CasebookState.class));

    private final Weights weights;
    private final HashSet<String> tier0Hosts;
    private final ExceptionList standing;
    private transient ValueState<CasebookState> state;
    /** What is in force: the standing exceptions and the control topic's; null until it is needed. */
    private transient @Nullable ExceptionList inForce;

    /**
     * @param weights the rubric's numbers
     * @param tier0Hosts canonical names of hosts that are tier 0
     * @param standing approved exceptions that are in force before the first record
     */
    public CasebookFunction(Weights weights, List<String> tier0Hosts, ExceptionList standing) {
        this.weights = weights;
        this.tier0Hosts = new HashSet<>(tier0Hosts);
        this.standing = standing;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(CASEBOOK);
    }

    @Override
    public void processElement(Delivery delivery, ReadOnlyContext context, Collector<JudgedCase> out) throws Exception {
        CasebookState book = book();
        Casebook casebook = casebook(context.getCurrentKey(), book, inForce(context));
        if (delivery.told() != null) {
            casebook.take(delivery.told());
        } else if (delivery.chain() != null) {
            casebook.take(delivery.chain());
        }
        book.judgementDueMillis = Math.max(book.judgementDueMillis, context.timestamp());
        state.update(book);
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<JudgedCase> out) throws Exception {
        CasebookState book = book();
        if (timestamp >= book.judgementDueMillis) {
            book.judgementDueMillis = 0;
        }
        casebook(context.getCurrentKey(), book, inForce(context)).judge().forEach(out::collect);
        state.update(book.isEmpty() ? null : book);
    }

    @Override
    public void processBroadcastElement(ExceptionChange change, Context context, Collector<JudgedCase> out)
            throws Exception {
        BroadcastState<String, ArmingException> entries = context.getBroadcastState(EXCEPTIONS);
        ArmingException before = entries.get(change.id());
        if (Objects.equals(before, change.entry())) {
            return;
        }
        ExceptionList old = inForce == null ? inForce(entries) : inForce;
        if (change.entry() == null) {
            entries.remove(change.id());
        } else {
            entries.put(change.id(), change.entry());
        }
        ExceptionList now = inForce(entries);
        inForce = now;
        context.applyToKeyedState(CASEBOOK, (host, books) -> {
            CasebookState book = books.value();
            if (book != null && book.judgementDueMillis == 0) {
                Casebook casebook = casebook(host, book, now);
                if (casebook.touchedBy(old.entries(change.id())) || casebook.touchedBy(now.entries(change.id()))) {
                    casebook.judge().forEach(out::collect);
                    books.update(book);
                }
            }
        });
    }

    private ExceptionList inForce(ReadOnlyContext context) throws Exception {
        if (inForce == null) {
            inForce = inForce(context.getBroadcastState(EXCEPTIONS));
        }
        return inForce;
    }

    private ExceptionList inForce(ReadOnlyBroadcastState<String, ArmingException> entries) throws Exception {
        Map<String, ArmingException> topic = new HashMap<>();
        entries.immutableEntries().forEach(entry -> topic.put(entry.getKey(), entry.getValue()));
        return standing.with(topic);
    }

    private CasebookState book() throws Exception {
        CasebookState book = state.value();
        return book == null ? new CasebookState() : book;
    }

    private Casebook casebook(String host, CasebookState book, ExceptionList exceptions) {
        return new Casebook(host, book, weights, tier0Hosts.contains(host), exceptions);
    }
}
