package io.github.shtinkering.simulate.record;

import io.github.shtinkering.simulate.story.StoryEvent;
import java.util.Optional;

/** The shape that one sensor and shipper give to records. */
public interface RecordShape {
    /** What to call it in a test's or a report's words, e.g. {@code winlogbeat/sysmon}. */
    String name();

    /** One record in one line; empty when this sensor or shipper cannot say what happened. */
    Optional<String> render(StoryEvent event);
}
