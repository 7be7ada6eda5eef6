package io.github.shtinkering.simulate.record;

import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.util.Optional;

/** An EDR's own telemetry: processes, registry and files as its driver saw them, and no event log. */
public abstract class EdrShape implements RecordShape {
    public static final String DOMAIN = ".corp.example";

    private final String name;

    public EdrShape(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Optional<String> render(StoryEvent event) {
        return document(event).map(document -> wrap(event, document).toString());
    }

    private Optional<JsonDocument> document(StoryEvent event) {
        if (event.simulated() instanceof ProcessStarted start) {
            return Optional.of(started(event, start));
        }
        if (event.simulated() instanceof ProcessEnded end) {
            return ended(event, end);
        }
        if (event.simulated() instanceof ProcessAccessed access) {
            return accessed(event, access);
        }
        if (event.simulated() instanceof RegistryChanged change) {
            return registry(event, change);
        }
        if (event.simulated() instanceof FileTouched file) {
            return Optional.of(file(event, file));
        }
        return Optional.empty();
    }

    public abstract JsonDocument started(StoryEvent event, ProcessStarted start);

    public abstract Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end);

    public abstract Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access);

    public abstract Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change);

    public abstract JsonDocument file(StoryEvent event, FileTouched file);

    /** Puts the document into the product's envelope, where it has one. */
    public JsonDocument wrap(StoryEvent event, JsonDocument document) {
        return document;
    }

    public static String lastElement(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }
}
