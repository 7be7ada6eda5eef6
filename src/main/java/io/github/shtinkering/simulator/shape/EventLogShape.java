package io.github.shtinkering.simulator.shape;

import io.github.shtinkering.simulator.StoryEvent;
import java.util.Optional;

/** A shipper that takes its records from the host's event log. */
abstract class EventLogShape implements Shape {
    private final String shipper;
    private final EventLog log;

    EventLogShape(String shipper, EventLog log) {
        this.shipper = shipper;
        this.log = log;
    }

    @Override
    public final String name() {
        return shipper + '/' + log.sensor();
    }

    @Override
    public final Optional<String> render(StoryEvent event) {
        return log.record(event).filter(this::carries).map(this::render);
    }

    /** Whether this shipper keeps enough of a record for it to say anything. */
    boolean carries(EventRecord record) {
        return true;
    }

    abstract String render(EventRecord record);

    /** Whether LSASS wrote the record, so that all that it tells us is the header's PID. */
    static boolean isLogon(EventRecord record) {
        return record.isSecurity() && record.task() == 12544;
    }
}
