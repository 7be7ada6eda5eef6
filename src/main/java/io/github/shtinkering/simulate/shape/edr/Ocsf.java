package io.github.shtinkering.simulate.shape.edr;

import io.github.shtinkering.simulate.record.EdrShape;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryOperation;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.Optional;

/** OCSF: Process Activity (1007), File System Activity (1001), Registry Value Activity (201002). */
public final class Ocsf extends EdrShape {
    public Ocsf() {
        super("ocsf");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        return actor(base(event, 1007, 1, "Process Activity: Launch"), start.parent())
                .put("process", process(start.process()));
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        return Optional.of(base(event, 1007, 2, "Process Activity: Terminate").put("process", process(end.process())));
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        return Optional.of(actor(base(event, 1007, 3, "Process Activity: Open"), access.source())
                .put("process", process(access.target()))
                .put("requested_permissions", Long.decode(access.mask())));
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        boolean set = change.operation() == RegistryOperation.SET_VALUE;
        if (!set && change.operation() != RegistryOperation.DELETE_VALUE) {
            return Optional.empty();
        }
        return Optional.of(actor(
                        base(event, 201002, set ? 3 : 4, "Registry Value Activity: " + (set ? "Modify" : "Delete")),
                        change.actor())
                .put(
                        "reg_value.path",
                        "HKEY_LOCAL_MACHINE"
                                + change.key().substring(change.key().indexOf('\\')))
                .put("reg_value.name", change.value())
                .put("reg_value.type", "dword".equals(change.type()) ? "REG_DWORD" : "REG_SZ")
                .put("reg_value.data", change.data()));
    }

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> file(event, 1, "Create", file).put("file.path", file.path());
            case DELETED -> file(event, 4, "Delete", file).put("file.path", file.path());
            case RENAMED ->
                file(event, 5, "Rename", file)
                        .put("file.path", file.path())
                        .put("file_result.path", file.newPath())
                        .put("file_result.name", lastElement(String.valueOf(file.newPath())));
        };
    }

    private static JsonDocument file(StoryEvent event, int activity, String name, FileTouched file) {
        return actor(base(event, 1001, activity, "File System Activity: " + name), file.actor())
                .put("file.name", lastElement(file.path()))
                .put("file.size", file.size())
                .put("file.type_id", 1);
    }

    private static JsonDocument actor(JsonDocument document, StoryProcess process) {
        return document.put("actor.process", process(process))
                .put("actor.user.name", process.userName())
                .put("actor.user.domain", process.userDomain())
                .put("actor.user.uid", process.userSid());
    }

    private static JsonDocument process(StoryProcess process) {
        return new JsonDocument()
                .put("pid", process.pid())
                .put("name", process.fileName())
                .put("cmd_line", process.commandLine())
                .put("integrity", process.integrity())
                .put("file.path", process.image())
                .put("file.name", process.fileName())
                .put("user.name", process.userName())
                .put("user.domain", process.userDomain())
                .put("user.uid", process.userSid());
    }

    private static JsonDocument base(StoryEvent event, int classUid, int activity, String typeName) {
        return new JsonDocument()
                .put("class_uid", classUid)
                .put("activity_id", activity)
                .put("type_uid", classUid * 100L + activity)
                .put("type_name", typeName)
                .put("category_uid", classUid == 201002 ? 20 : 1)
                .put("severity_id", 1)
                .put("time", event.timeMillis())
                .put("metadata.version", "1.3.0")
                .put("metadata.uid", String.format("%08x-%08x", event.host().hashCode(), event.ordinal()))
                .put("metadata.product.name", "Endpoint Sensor")
                .put("metadata.original_time", TimeSpellings.iso(event.timeMillis(), 7))
                .put("device.hostname", event.host())
                .put("device.type_id", 2)
                .put("device.os.type_id", 100)
                .put("device.os.name", "Windows");
    }
}
