package io.github.shtinkering.simulate.shape.edr;

import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.record.TimeSpellings;
import io.github.shtinkering.simulate.story.SimulatedEvent.VendorAlerted;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sophos XDR's data lake: the runtime detections alone. Times are cut to seconds but for those inside. */
public final class SophosXdr implements RecordShape {
    private static final long INGEST_MILLIS = 93_000;
    private static final String DETECTION = "CREDS-HMPA-CREDGUARDCLONE-LSASSDUMP-1";

    @Override
    public String name() {
        return "sophos-xdr";
    }

    @Override
    public Optional<String> render(StoryEvent event) {
        return event.simulated() instanceof VendorAlerted alert
                ? Optional.of(document(event, alert).toString())
                : Optional.empty();
    }

    private static JsonDocument document(StoryEvent event, VendorAlerted alert) {
        StoryProcess process = alert.process();
        long second = event.timeMillis() / 1000 * 1000;
        String commandLine = String.valueOf(process.commandLine());
        List<Object> inner = List.of(detection(event, alert), processCreate(event, alert));
        JsonDocument wrapped = new JsonDocument()
                .put("time", second / 1000)
                .put("detection_id", DETECTION)
                .put("path", process.image())
                .put("sid", process.userSid())
                .put("username", process.userName())
                .put("threat_source", "Behavioral")
                .put(
                        "events",
                        new JsonDocument()
                                .put("e", inner)
                                .toString()
                                .replaceFirst("^\\{\"e\":", "")
                                .replaceFirst("}$", ""));
        return new JsonDocument()
                .put("meta_eid", uuid("eid", event))
                .put("meta_hostname", event.host())
                .put("meta_os_platform", "windows")
                .put("meta_endpoint_type", "computer")
                .put("meta_boot_time", second / 1000 - 114_000)
                .put("meta_username", "user.vpn")
                .put("customer_id", "00000000-0000-0000-0000-00000000000a")
                .put("host_identifier", uuid("smbios", event))
                .put("query_name", "sophos_runtime_iocs_windows")
                .put("osquery_action", "added")
                .put("epoch", second / 1000 - 287_411)
                .put("counter", 91)
                .put("calendar_time", second)
                .put("unix_time", second)
                .put("stream_ingest_time", Long.toString(event.timeMillis() + INGEST_MILLIS))
                .put("ioc_event_time", second)
                .put("ioc_event_threat_source", "Behavioral")
                .put("ioc_event_ttp_summary", "TA0006-T1003.001")
                .put("ioc_event_path", process.image())
                .put("ioc_event_sid", process.userSid())
                .put("ioc_event_username", process.userName())
                .put("ioc_event_events", inner)
                .put("ioc_event_event", wrapped.toString())
                .put("process_pid", process.pid())
                .put("sophos_pid", process.pid() + ":" + TimeSpellings.fileTime(event.timeMillis()))
                .put("process_name", process.fileName())
                .put("process_path", process.image())
                .put("process_cmd_line", commandLine)
                .put("process_cmd_line_truncated", 0)
                .put("process_parent_name", alert.parent().fileName())
                .put("process_parent_path", alert.parent().image())
                .put(
                        "process_parent_sophos_pid",
                        alert.parent().pid() + ":" + TimeSpellings.fileTime(event.timeMillis() - 200))
                .put("tag", "stream");
    }

    private static Map<String, Object> detection(StoryEvent event, VendorAlerted alert) {
        return Map.of(
                "type",
                "HmpaDetection",
                "version",
                2,
                "event_value",
                "CredGuardClone",
                "eventSummary",
                "Process werfault.exe triggered HMPA CredGuardClone mitigation.",
                "time",
                Map.of("!uint64", Long.toString(TimeSpellings.fileTime(event.timeMillis()))),
                "report",
                "Mitigation CredGuardClone\r\nPolicy CredGuard\r\nCloning process (" + alert.targetPid()
                        + ") via NtCreateProcessEx\n\r\nProcess Trace\r\n1 "
                        + alert.process().image() + " [" + alert.process().pid() + "] *",
                "details",
                Map.of(
                        "alertId",
                        uuid("alert", event),
                        "mitigation",
                        Map.of("reason", "CredGuardClone", "setting", "CredGuard", "version", 0),
                        "process",
                        Map.of(
                                "pid",
                                alert.process().pid(),
                                "image",
                                Map.of("path", alert.process().image(), "signed", true)),
                        "silent",
                        true));
    }

    private static Map<String, Object> processCreate(StoryEvent event, VendorAlerted alert) {
        StoryProcess process = alert.process();
        return Map.of(
                "type",
                "ProcessCreate",
                "cmdline",
                String.valueOf(process.commandLine()),
                "win32Path",
                process.image(),
                "pwin32Path",
                alert.parent().image(),
                "newSpid",
                Map.of("!spid", "[" + process.pid() + ":" + TimeSpellings.fileTime(event.timeMillis()) + "]"),
                "spid",
                Map.of(
                        "!spid",
                        "[" + alert.parent().pid() + ":" + TimeSpellings.fileTime(event.timeMillis() - 200) + "]"),
                "userSid",
                Map.of("!sid", process.userSid()),
                "time",
                Map.of("!uint64", Long.toString(TimeSpellings.fileTime(event.timeMillis()))));
    }

    private static String uuid(String what, StoryEvent event) {
        String text = what + '|' + event.host() + '|' + (what.equals("alert") ? event.ordinal() : 0);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
