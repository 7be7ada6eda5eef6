package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.Observations;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordHead;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.RegistryData;
import io.github.shtinkering.telemetry.normal.RegistryPath;
import io.github.shtinkering.telemetry.normal.Times;
import io.github.shtinkering.telemetry.normal.Timestamp;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** The rows of one osquery result that matter: of {@code processes}, {@code registry}, {@code file} and a boot time. */
final class OsqueryRows {
    private final JsonNode record;
    private final String format;
    private final RecordContext context;
    private final @Nullable Timestamp taken;

    OsqueryRows(JsonNode record, String format, RecordContext context) {
        this.record = record;
        this.format = format;
        this.context = context;
        this.taken = Times.parse(Json.text(record, "unixTime"));
    }

    void tell(JsonNode row) {
        if (row.has("boot_time")) {
            tellBoot(row);
        } else if (row.has("pid") && row.has("name")) {
            tellProcess(row);
        } else if (row.has("data") && (row.has("key") || row.has("path"))) {
            tellRegistry(row);
        } else if (row.has("size") && row.has("path")) {
            tellFile(row);
        }
    }

    private void tellBoot(JsonNode row) {
        Timestamp booted = Times.parse(Json.text(row, "boot_time"));
        if (booted != null) {
            observe(booted, row).boot(new BootMark("inventory boot time", null));
        }
    }

    /** Other tables have a PID and a path too; of these, only {@code processes} names the program. */
    private void tellProcess(JsonNode row) {
        String path = Json.text(row, "path");
        boolean named = Ascii.equalsIgnoreCase(Json.text(row, "name"), "lsass.exe");
        if (named && WindowsPath.isNamed(path, "lsass.exe") && WindowsPath.isInSystem32(path)) {
            observe(taken, row).sighting(Json.number(row, "pid"), SightingSource.INVENTORY);
        }
    }

    /** A row of a value that is not there has its key and name from the query, and no data. */
    private void tellRegistry(JsonNode row) {
        String key = Json.text(row, "key");
        RegistryPath path = key != null
                ? RegistryPath.of(key, Json.text(row, "name"))
                : RegistryPath.ofJoined(Json.text(row, "path"));
        RegistryData data = RegistryData.of(Json.text(row, "data"), Json.text(row, "type"));
        Operation found = data.text() == null ? Operation.SNAPSHOT_ABSENT : Operation.SNAPSHOT_VALUE;
        observe(taken, row).registry(found, null, path, data);
    }

    /** A file that lies there was written when it was born; who wrote it is not known. */
    private void tellFile(JsonNode row) {
        Timestamp born = Times.parse(Json.text(row, "btime"));
        Timestamp written = born != null ? born : Times.parse(Json.text(row, "mtime"));
        if (written != null) {
            observe(written, row).fileCreated(null, Json.text(row, "path"), Json.number(row, "size"));
        }
    }

    /** The name of the computer; {@code hostIdentifier} may be configured to be a UUID. */
    private Observations observe(@Nullable Timestamp time, JsonNode row) {
        String host = Json.text(record, "decorations", "hostname");
        if (host == null) {
            host = Json.text(row, "hostname");
        }
        return context.observe(new RecordHead(
                context.hostName(host != null ? host : Json.text(record, "hostIdentifier")),
                Json.text(record, "decorations", "host_uuid"),
                time,
                format,
                "osquery",
                null));
    }
}
