package io.github.shtinkering.simulate.shape;

import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.record.SecurityLog;
import io.github.shtinkering.simulate.shape.shipper.Winlogbeat;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one host is watched by, the best first: the first that can say what happened says it. What a story tells of
 * another sensor is said by one that comes later.
 */
public record HostSensors(List<RecordShape> shapes) {
    public HostSensors {
        shapes = List.copyOf(shapes);
    }

    /** A host that one shape alone reports of. */
    public static HostSensors only(RecordShape shape) {
        return new HostSensors(List.of(shape));
    }

    /**
     * A host that a shape reports of, and what this shape cannot say is said by others: an event log for an EDR, an EDR
     * for an event log, and a vendor's alerts.
     */
    public static HostSensors withCompanions(RecordShape shape) {
        RecordShape eventLog = new Winlogbeat(new SecurityLog());
        boolean edr =
                RecordShapes.edr().stream().anyMatch(product -> product.name().equals(shape.name()));
        List<RecordShape> companions = edr
                ? List.of(eventLog, RecordShapes.winlogbeat(), RecordShapes.sophosXdr())
                : List.of(RecordShapes.elasticDefend(), eventLog, RecordShapes.sophosXdr());
        return new HostSensors(
                Stream.concat(Stream.of(shape), companions.stream()).toList());
    }

    /** One line; empty when nothing here can say what happened. */
    public Optional<String> render(StoryEvent event) {
        List<String> generations = new ArrayList<>();
        for (RecordShape shape : shapes) {
            shape.render(event).ifPresent(generations::add);
            if (generations.size() > (event.otherSensor() ? 1 : 0)) {
                return Optional.of(generations.get(generations.size() - 1));
            }
        }
        return Optional.empty();
    }
}
