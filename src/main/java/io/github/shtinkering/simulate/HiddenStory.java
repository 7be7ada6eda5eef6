package io.github.shtinkering.simulate;

import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A story hidden in a fleet.
 *
 * @param sensors what its hosts are watched by
 * @param delivery how its records come
 */
record HiddenStory(SimulatedStory story, HostSensors sensors, Delivery delivery) {
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();

    /** How the records of a story come in. */
    enum Delivery {
        /** As things happen. */
        PROMPT,
        /** The last event's record first, the first one's last. */
        BACKWARDS,
        /** A laptop that was offline for a week. */
        A_WEEK_LATE
    }

    /** An event and when its record comes in. */
    record Arrival(long millis, StoryEvent event, HostSensors sensors) {}

    /** The records' arrivals, none before {@code earliest}. */
    public List<Arrival> arrivals(long earliest) {
        List<StoryEvent> events = new ArrayList<>(story.events());
        if (delivery == Delivery.BACKWARDS) {
            Collections.reverse(events);
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            long told = story.events().get(i).timeMillis();
            long millis = delivery == Delivery.A_WEEK_LATE ? told + WEEK_MILLIS : told;
            arrivals.add(new Arrival(Math.max(earliest, millis), events.get(i), sensors));
        }
        return arrivals;
    }
}
