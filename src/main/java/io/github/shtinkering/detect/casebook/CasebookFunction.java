package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.casebook.CasebookState.Pending;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionChange;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
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
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The casebook as a Flink function. The timeline's elements arrive at once, chains when the watermark has passed: it
 * stores both and takes them in a timer at their own stamp, when both ways have delivered. What was sent later waits for
 * its own timer, so that no judgement sees a part of it: stamps of one host never fall.
 *
 * <p>Exceptions of the control topic are broadcast state. A change judges the hosts that it concerns at once, also
 * those that never speak again: one pass over the hosts in state, and a judgement for each that the old or the new
 * entry covers. What is under way is judged by its own timer, a moment later.
 */
public final class CasebookFunction
        extends KeyedBroadcastProcessFunction<String, CasebookInput, ExceptionChange, JudgedCase>
        implements CheckpointedFunction {
    /** Exceptions of the control topic that are in force, by id. */
    public static final MapStateDescriptor<String, ArmingException> EXCEPTIONS =
            new MapStateDescriptor<>("exceptions", Types.STRING, TypeInformation.of(ArmingException.class));

    private static final ValueStateDescriptor<CasebookState> CASEBOOK =
            new ValueStateDescriptor<>("casebook", TypeInformation.of(CasebookState.class));

    private final RubricWeights weights;
    private final HashSet<String> tier0Hosts;
    private final ExceptionList standing;
    private final boolean controlled;
    private transient ValueState<CasebookState> state;
    /** What is in force: the standing exceptions and the control topic's; null until it is needed. */
    private transient @Nullable ExceptionList inForce;

    /**
     * @param weights the rubric's numbers
     * @param tier0Hosts canonical names of hosts that are tier 0
     * @param standing approved exceptions that are in force before the first record
     * @param controlled whether there is a control topic; without one, what an earlier one has put in force is over
     */
    public CasebookFunction(
            RubricWeights weights, List<String> tier0Hosts, ExceptionList standing, boolean controlled) {
        this.weights = weights;
        this.tier0Hosts = new HashSet<>(tier0Hosts);
        this.standing = standing;
        this.controlled = controlled;
    }

    /** Entries of a topic that was taken out would hold for ever: nobody could withdraw them. */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        if (!controlled) {
            context.getOperatorStateStore().getBroadcastState(EXCEPTIONS).clear();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The state is Flink's own.
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(CASEBOOK);
    }

    @Override
    public void processElement(CasebookInput delivery, ReadOnlyContext context, Collector<JudgedCase> out)
            throws Exception {
        CasebookState book = book();
        Pending pending = new Pending();
        pending.millis = context.timestamp();
        pending.delivery = delivery;
        book.pending.add(pending);
        state.update(book);
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<JudgedCase> out) throws Exception {
        CasebookState book = book();
        Casebook casebook = casebook(context.getCurrentKey(), book, inForce(context));
        casebook.takeDelivered(timestamp);
        casebook.judge().forEach(out::collect);
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
            if (book != null) {
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
