package io.github.shtinkering.simulate.shape.edr;

import io.github.shtinkering.simulate.record.EdrShape;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.Locale;
import java.util.Optional;

/** CrowdStrike's Falcon Data Replicator with the host joined to the event: all text, and processes by the sensor's ids. */
public final class CrowdStrike extends EdrShape {
    public CrowdStrike() {
        super("crowdstrike-fdr");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        StoryProcess process = start.process();
        return base(event, "ProcessRollup2")
                .put("ProcessStartTime", seconds(event.timeMillis()))
                .put("RawProcessId", String.valueOf(process.pid()))
                .put("TargetProcessId", id(process))
                .put("ImageFileName", device(process.image()))
                .put("CommandLine", process.commandLine())
                .put("UserSid", process.userSid())
                .put("OriginalFilename", process.originalFileName())
                .put("IntegrityLevel", process.integrity().equals("System") ? "16384" : "12288")
                .put("ParentProcessId", id(start.parent()))
                .put("ParentBaseFileName", start.parent().fileName());
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        return Optional.of(base(event, "EndOfProcess")
                .put("ContextTimeStamp", seconds(event.timeMillis()))
                .put("RawProcessId", String.valueOf(end.process().pid()))
                .put("TargetProcessId", id(end.process()))
                .put("ImageFileName", device(end.process().image())));
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        String operation =
                switch (change.operation()) {
                    case SET_VALUE -> "1";
                    case DELETE_VALUE -> "2";
                    case CREATE_KEY -> "3";
                    case DELETE_KEY -> "4";
                    case RENAME -> "";
                };
        boolean isNumber = "dword".equals(change.type());
        return operation.isEmpty()
                ? Optional.empty()
                : Optional.of(of(base(event, "RegGenericValueUpdate"), event, change.actor())
                        .put(
                                "RegObjectName",
                                "\\REGISTRY\\MACHINE"
                                        + change.key().substring(change.key().indexOf('\\')))
                        .put("RegOperationType", operation)
                        .put("RegValueName", change.value())
                        .put("RegNumericValue", isNumber ? change.data() : null)
                        .put("RegStringValue", isNumber ? null : change.data())
                        .put("RegType", isNumber ? "4" : "1"));
    }

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED ->
                of(base(event, "DmpFileWritten"), event, file.actor())
                        .put("TargetFileName", file.path())
                        .put("Size", file.size() == null ? null : file.size().toString());
            case DELETED ->
                of(base(event, "FileDeleteInfo"), event, file.actor()).put("TargetFileName", file.path());
            case RENAMED ->
                of(base(event, "FileRenameInfo"), event, file.actor())
                        .put("SourceFileName", file.path())
                        .put("TargetFileName", file.newPath());
        };
    }

    private static JsonDocument of(JsonDocument document, StoryEvent event, StoryProcess actor) {
        return document.put("ContextTimeStamp", seconds(event.timeMillis()))
                .put("ContextProcessId", id(actor))
                .put("ContextImageFileName", device(actor.image()));
    }

    private static String device(String image) {
        return image.startsWith("C:") ? "\\Device\\HarddiskVolume3" + image.substring(2) : image;
    }

    private static String id(StoryProcess process) {
        return Long.toUnsignedString(
                Long.parseUnsignedLong(process.guid("").replace("-", "").substring(9, 25), 16));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1_000, millis % 1_000);
    }

    private static JsonDocument base(StoryEvent event, String what) {
        return new JsonDocument()
                .put("event_simpleName", what)
                .put("name", what + "V1")
                .put("event_platform", "Win")
                .put("aid", String.format("%032x", event.host().hashCode() & 0xffffffffL))
                .put("cid", "4092825518eaf67377a6e4492ae44577")
                .put("id", String.format("%08x-%08x", event.host().hashCode(), event.ordinal()))
                .put("ComputerName", event.host())
                .put("timestamp", String.valueOf(event.timeMillis()));
    }
}
