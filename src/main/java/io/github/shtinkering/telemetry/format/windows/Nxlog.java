package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;
import io.github.shtinkering.telemetry.normal.Times;
import io.github.shtinkering.telemetry.normal.Timestamp;
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
        String headerPid = Json.text(record, "ExecutionProcessID");
        return new WindowsEvent(
                context.hostName(Json.text(record, "Hostname")),
                null,
                Json.text(record, "SourceName"),
                Json.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                Json.text(record, "RecordNumber"),
                Times.parse(Json.text(record, "EventTime"), zone(record, context)),
                Pids.parse(headerPid != null ? headerPid : Json.text(record, "ProcessID")),
                "Message",
                new NxlogFields(record));
    }

    /** The sender's zone is what its clock and Logstash's differ by, to a quarter of an hour. */
    private static ZoneId zone(JsonNode record, RecordContext context) {
        Timestamp received = Times.parse(Json.text(record, "EventReceivedTime"));
        Timestamp arrived = Times.parse(Json.text(record, "@timestamp"));
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
                default -> Json.text(record, name);
            };
        }

        private @Nullable String processId() {
            String kept = Json.text(record, "ProcessId");
            String message = kept == null ? Json.text(record, "Message") : null;
            String creator = Messages.value(message, "Creator Process ID:");
            String subject = creator != null ? creator : Messages.value(message, "\tProcess ID:");
            return kept != null ? kept : subject != null ? subject : Messages.value(message, "ProcessId:");
        }

        private @Nullable String eventType() {
            String told = Messages.value(Json.text(record, "Message"), "EventType:");
            return told != null ? told : Json.text(record, "EventType");
        }
    }
}
