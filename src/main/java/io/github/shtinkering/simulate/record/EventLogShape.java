package io.github.shtinkering.simulate.record;

import io.github.shtinkering.simulate.story.StoryEvent;
import java.util.Optional;

/** A shipper that takes its records from the host's event log. */
public abstract class EventLogShape implements RecordShape {
    private final String shipper;
    private final EventLog log;

    public EventLogShape(String shipper, EventLog log) {
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
    public boolean carries(EventRecord record) {
        return true;
    }

    public abstract String render(EventRecord record);

    /** Whether LSASS wrote the record, so that all that it tells us is the header's PID. */
    public static boolean isLogon(EventRecord record) {
        return record.isSecurity() && record.task() == 12544;
    }
}
