package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.Timestamp;
import io.github.shtinkering.normal.TimestampParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One record of Sophos's Data Lake. Exact times are in its events, as FILETIME; {@code ioc_event_time} is cut to the
 * second and {@code epoch} is the query schedule's. A process is {@code pid:FILETIME of its start}, which also dates a
 * launch of which the record holds no {@code ProcessCreate}.
 */
final class SophosRecord {
    private static final int MAX_EVENTS = 256;
    private static final Pattern CLONED = Pattern.compile("Cloning process \\((\\d{1,10})\\)");

    private final JsonNode record;
    private final String format;
    private final RecordContext context;
    private final JsonNode detection;
    private final List<JsonNode> events;
    private final @Nullable SophosPid subject;
    private final @Nullable Timestamp time;

    SophosRecord(JsonNode record, String format, RecordContext context) {
        this.record = record;
        this.format = format;
        this.context = context;
        this.detection = EmbeddedJson.unwrap(record.path("ioc_event_event"));
        JsonNode array = record.has("ioc_event_events") ? record.path("ioc_event_events") : detection.path("events");
        this.events = EmbeddedJson.elements(array, MAX_EVENTS);
        this.subject = SophosPid.parse(JsonTrees.text(record, "sophos_pid"));
        this.time = recordTime();
    }

    /** Every process start among the events. */
    void tellLaunches() {
        for (JsonNode event : events) {
            if ("ProcessCreate".equals(JsonTrees.text(event, "type"))) {
                SophosPid started = SophosPid.parse(typed(event, "newSpid"));
                Timestamp at = timeOf(event);
                observe(at == null ? time : at, SophosPid.textOf(started))
                        .processStarted(created(event, started), creator(event));
            }
        }
    }

    /** The process that the record is about: when it started, unless an event said so, and that it was active. */
    void tellSubject() {
        ProcessRef process = process();
        ProcessRef parent = parent();
        if (!startIsAmongEvents()) {
            Timestamp started = subject == null ? null : subject.started();
            observe(started == null ? time : started, SophosPid.textOf(subject)).processStarted(process, parent);
        }
        Observations observations = observe(time, null);
        observations.processActive(process);
        observations.processActive(parent);
    }

    /** The detection, when it is about WerFault or LSASS. */
    void tellDetection() {
        JsonNode mitigation = event("HmpaDetection");
        String reason = JsonTrees.text(mitigation, "details", "mitigation", "reason");
        String id = JsonTrees.text(detection, "detection_id");
        String name = id == null ? reason : reason == null ? id : id + " (" + reason + ")";
        ProcessRef process = process();
        if (name != null && AlertRelevance.isRelevant(process, name, JsonTrees.text(mitigation, "eventSummary"))) {
            Timestamp at = timeOf(mitigation);
            String alertId = JsonTrees.text(mitigation, "details", "alertId");
            observe(at == null ? time : at, alertId == null ? SophosPid.textOf(subject) : alertId)
                    .detection(new VendorDetection("Sophos", name, alertId, cloned(mitigation)), process, parent());
        }
    }

    /** When the endpoint booted, which dates its PIDs. */
    void tellBoot() {
        Timestamp booted = TimestampParser.parse(JsonTrees.text(record, "meta_boot_time"));
        if (booted != null) {
            observe(booted, "boot time").boot(new BootMark("inventory boot time", null));
        }
    }

    private @Nullable ProcessRef process() {
        return about().pid(subject == null ? JsonTrees.text(record, "process_pid") : SophosPid.pidOf(subject))
                .entityId(SophosPid.textOf(subject))
                .executable(JsonTrees.text(record, "process_path"))
                .commandLine(JsonTrees.text(record, "process_cmd_line"))
                .sha256(JsonTrees.text(record, "process_sha256"))
                .build();
    }

    private @Nullable ProcessRef parent() {
        SophosPid name = SophosPid.parse(JsonTrees.text(record, "process_parent_sophos_pid"));
        return new ProcessRefBuilder()
                .pid(SophosPid.pidOf(name))
                .entityId(SophosPid.textOf(name))
                .executable(JsonTrees.text(record, "process_parent_path"))
                .build();
    }

    private @Nullable ProcessRef created(JsonNode event, @Nullable SophosPid started) {
        ProcessRefBuilder builder =
                isSubject(started) ? about() : new ProcessRefBuilder().userSid(typed(event, "userSid"));
        return builder.pid(SophosPid.pidOf(started))
                .entityId(SophosPid.textOf(started))
                .executable(JsonTrees.text(event, "win32Path"))
                .commandLine(JsonTrees.text(event, "cmdline"))
                .sha256(typed(event, "sha256"))
                .originalFileName(JsonTrees.text(event, "versionInfo", "OriginalFilename"))
                .build();
    }

    private static @Nullable ProcessRef creator(JsonNode event) {
        SophosPid creator = SophosPid.parse(typed(event, "spid"));
        return new ProcessRefBuilder()
                .pid(SophosPid.pidOf(creator))
                .entityId(SophosPid.textOf(creator))
                .executable(JsonTrees.text(event, "pwin32Path"))
                .build();
    }

    /** What the record says of its subject beside the process itself: whose it is and who signed it. */
    private ProcessRefBuilder about() {
        JsonNode reputation =
                EmbeddedJson.unwrap(record.path("process_local_rep_signers")).path("reputationData");
        JsonNode signer = reputation.path("signerInfo").path(0);
        Boolean signed = JsonTrees.bool(reputation, "isSigned");
        boolean valid = !Boolean.FALSE.equals(JsonTrees.bool(signer, "isValid"));
        return new ProcessRefBuilder()
                .user(JsonTrees.text(record, "ioc_event_username"))
                .userSid(JsonTrees.text(record, "ioc_event_sid"))
                .signature(signed == null ? null : Boolean.valueOf(signed && valid), JsonTrees.text(signer, "signer"));
    }

    private boolean startIsAmongEvents() {
        return events.stream()
                .filter(event -> "ProcessCreate".equals(JsonTrees.text(event, "type")))
                .anyMatch(event -> isSubject(SophosPid.parse(typed(event, "newSpid"))));
    }

    private boolean isSubject(@Nullable SophosPid name) {
        return Objects.equals(SophosPid.textOf(name), SophosPid.textOf(subject));
    }

    private JsonNode event(String type) {
        return events.stream()
                .filter(event -> type.equals(JsonTrees.text(event, "type")))
                .findFirst()
                .orElseGet(() -> record.path("no such event"));
    }

    private static @Nullable Long cloned(JsonNode mitigation) {
        String report = JsonTrees.text(mitigation, "report");
        Matcher matcher = CLONED.matcher(report == null ? "" : report);
        return matcher.find() ? ProcessIds.parse(matcher.group(1)) : null;
    }

    private @Nullable Timestamp recordTime() {
        for (String field : new String[] {"ioc_event_time", "unix_time", "calendar_time"}) {
            Timestamp found = TimestampParser.parse(JsonTrees.text(record, field));
            if (found != null) {
                boolean whole = found.millis() % 1_000 == 0;
                return whole ? new Timestamp(found.millis(), 1_000) : found;
            }
        }
        return null;
    }

    private static @Nullable Timestamp timeOf(JsonNode event) {
        return TimestampParser.parse(typed(event, "time"));
    }

    /** Returns the text in {@code {"!type": "text"}}, or the plain value. */
    private static @Nullable String typed(JsonNode event, String field) {
        JsonNode value = event.path(field);
        if (value.isObject() && value.size() == 1) {
            Map.Entry<String, JsonNode> only = value.properties().iterator().next();
            return only.getKey().startsWith("!") ? JsonTrees.text(only.getValue()) : null;
        }
        return JsonTrees.text(value);
    }

    private Observations observe(@Nullable Timestamp at, @Nullable String key) {
        return context.observe(new RecordHead(
                context.hostName(JsonTrees.text(record, "meta_hostname")),
                JsonTrees.text(record, "meta_eid"),
                at,
                format,
                "sophos",
                key));
    }
}
