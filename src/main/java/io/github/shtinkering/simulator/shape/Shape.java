package io.github.shtinkering.simulator.shape;

import io.github.shtinkering.simulator.StoryEvent;
import java.util.Optional;

/** The shape that one sensor and shipper give to records. */
public interface Shape {
    /** What to call it in a test's or a report's words, e.g. {@code winlogbeat/sysmon}. */
    String name();

    /** One record in one line; empty when this sensor or shipper cannot say what happened. */
    Optional<String> render(StoryEvent event);
}
