package io.github.shtinkering.job.graph;

import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionChange;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionRegister;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionRegister.Ruling;
import io.github.shtinkering.ingest.source.kafka.ControlRecord;
import io.github.shtinkering.sink.OutputDocument;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads the control topic's records and tells what changes; what became of each goes into the audit. It has one
 * instance, so that every casebook hears the changes in one order.
 */
final class ExceptionControl extends ProcessFunction<ControlRecord, ExceptionChange> implements CheckpointedFunction {
    static final OutputTag<OutputDocument> AUDIT =
            new OutputTag<>("exception-audit", TypeInformation.of(OutputDocument.class));

    private static final ListStateDescriptor<ArmingException> IN_FORCE =
            new ListStateDescriptor<>("in-force", TypeInformation.of(ArmingException.class));

    private final Clock clock;
    private transient @Nullable ListState<ArmingException> checkpointed;
    private transient @Nullable ExceptionRegister register;

    /** @param clock the clock of emission: when a change took force */
    ExceptionControl(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        checkpointed = context.getOperatorStateStore().getListState(IN_FORCE);
        register = new ExceptionRegister(checkpointed.get());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (checkpointed != null && register != null) {
            checkpointed.update(List.copyOf(register.entries()));
        }
    }

    @Override
    public void processElement(ControlRecord record, Context context, Collector<ExceptionChange> out) {
        if (register == null) {
            throw new IllegalStateException("not initialised");
        }
        Ruling ruling = register.take(record.key(), record.value());
        if (ruling == null) {
            return;
        }
        if (ruling.change() != null) {
            out.collect(ruling.change());
        }
        context.output(AUDIT, ExceptionAudit.document(ruling, record.origin(), clock.millis()));
    }
}
