package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.format.windows.event.RenderedMessages;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.Timestamp;
import io.github.shtinkering.normal.TimestampParser;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * NXLog's {@code im_msvistalog}, plain or through Logstash. Its times are local and name no zone; its own {@code
 * ProcessID} and {@code EventType} push out the event's, which then stand in the message only.
 */
public final class Nxlog implements WindowsEventFormat {
    private static final int QUARTER_HOUR_SECONDS = 15 * 60;
    private static final int QUARTERS_OF_18_HOURS = 72;

    private final boolean throughLogstash;

    private Nxlog(boolean throughLogstash) {
        this.throughLogstash = throughLogstash;
    }

    /** As NXLog writes it. */
    public static Nxlog plain() {
        return new Nxlog(false);
    }

    /** With Logstash's time of arrival in {@code @timestamp}; {@code host} is the sender there. */
    public static Nxlog throughLogstash() {
        return new Nxlog(true);
    }

    @Override
    public String name() {
        return throughLogstash ? "nxlog-logstash" : "nxlog";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("EventTime")
                && record.has("EventID")
                && record.has("Hostname")
                && throughLogstash == record.has("@timestamp");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        String headerPid = JsonTrees.text(record, "ExecutionProcessID");
        return new WindowsEvent(
                context.hostName(JsonTrees.text(record, "Hostname")),
                null,
                JsonTrees.text(record, "SourceName"),
                JsonTrees.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                JsonTrees.text(record, "RecordNumber"),
                TimestampParser.parse(JsonTrees.text(record, "EventTime"), zone(record, context)),
                ProcessIds.parse(headerPid != null ? headerPid : JsonTrees.text(record, "ProcessID")),
                "Message",
                new NxlogFields(record));
    }

    /** The sender's zone is what its clock and Logstash's differ by, to a quarter of an hour. */
    private static ZoneId zone(JsonNode record, RecordContext context) {
        Timestamp received = TimestampParser.parse(JsonTrees.text(record, "EventReceivedTime"));
        Timestamp arrived = TimestampParser.parse(JsonTrees.text(record, "@timestamp"));
        if (received == null || arrived == null) {
            return context.settings().zoneOfLocalTimes();
        }
        long quarters = Math.round((received.millis() - arrived.millis()) / (QUARTER_HOUR_SECONDS * 1_000.0));
        return Math.abs(quarters) > QUARTERS_OF_18_HOURS
                ? context.settings().zoneOfLocalTimes()
                : ZoneOffset.ofTotalSeconds((int) quarters * QUARTER_HOUR_SECONDS);
    }

    /** Flat fields, and the message for those that are lost. */
    private record NxlogFields(JsonNode record) implements EventFields {
        @Override
        public @Nullable String get(String name) {
            return switch (name) {
                case "ProcessId" -> processId();
                case "EventType" -> eventType();
                default -> JsonTrees.text(record, name);
            };
        }

        private @Nullable String processId() {
            String kept = JsonTrees.text(record, "ProcessId");
            String message = kept == null ? JsonTrees.text(record, "Message") : null;
            String creator = RenderedMessages.value(message, "Creator Process ID:");
            String subject = creator != null ? creator : RenderedMessages.value(message, "\tProcess ID:");
            return kept != null ? kept : subject != null ? subject : RenderedMessages.value(message, "ProcessId:");
        }

        private @Nullable String eventType() {
            String told = RenderedMessages.value(JsonTrees.text(record, "Message"), "EventType:");
            return told != null ? told : JsonTrees.text(record, "EventType");
        }
    }
}
