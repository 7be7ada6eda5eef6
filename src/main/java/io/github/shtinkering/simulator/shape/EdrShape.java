package io.github.shtinkering.simulator.shape;

import io.github.shtinkering.simulator.Happening.FileTouched;
import io.github.shtinkering.simulator.Happening.ProcessAccessed;
import io.github.shtinkering.simulator.Happening.ProcessEnded;
import io.github.shtinkering.simulator.Happening.ProcessStarted;
import io.github.shtinkering.simulator.Happening.RegistryChanged;
import io.github.shtinkering.simulator.StoryEvent;
import java.util.Optional;

/** An EDR's own telemetry: processes, registry and files as its driver saw them, and no event log. */
abstract class EdrShape implements Shape {
    static final String DOMAIN = ".corp.example";

    private final String name;

    EdrShape(String name) {
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

    private Optional<Document> document(StoryEvent event) {
        if (event.happening() instanceof ProcessStarted start) {
            return Optional.of(started(event, start));
        }
        if (event.happening() instanceof ProcessEnded end) {
            return ended(event, end);
        }
        if (event.happening() instanceof ProcessAccessed access) {
            return accessed(event, access);
        }
        if (event.happening() instanceof RegistryChanged change) {
            return registry(event, change);
        }
        if (event.happening() instanceof FileTouched file) {
            return Optional.of(file(event, file));
        }
        return Optional.empty();
    }

    abstract Document started(StoryEvent event, ProcessStarted start);

    abstract Optional<Document> ended(StoryEvent event, ProcessEnded end);

    abstract Optional<Document> accessed(StoryEvent event, ProcessAccessed access);

    abstract Optional<Document> registry(StoryEvent event, RegistryChanged change);

    abstract Document file(StoryEvent event, FileTouched file);

    /** Puts the document into the product's envelope, where it has one. */
    Document wrap(StoryEvent event, Document document) {
        return document;
    }

    static String lastElement(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }
}
