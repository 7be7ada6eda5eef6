package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import io.github.shtinkering.normal.Timestamp;
import io.github.shtinkering.normal.TimestampParser;
import io.github.shtinkering.normal.WindowsPath;
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
        this.taken = TimestampParser.parse(JsonTrees.text(record, "unixTime"));
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
        Timestamp booted = TimestampParser.parse(JsonTrees.text(row, "boot_time"));
        if (booted != null) {
            observe(booted, row).boot(new BootMark("inventory boot time", null));
        }
    }

    /** Other tables have a PID and a path too; of these, only {@code processes} names the program. */
    private void tellProcess(JsonNode row) {
        String path = JsonTrees.text(row, "path");
        boolean named = AsciiCase.equalsIgnoreCase(JsonTrees.text(row, "name"), "lsass.exe");
        if (named && WindowsPath.isNamed(path, "lsass.exe") && WindowsPath.isInSystem32(path)) {
            observe(taken, row).sighting(JsonTrees.number(row, "pid"), SightingSource.INVENTORY);
        }
    }

    /** A row of a value that is not there has its key and name from the query, and no data. */
    private void tellRegistry(JsonNode row) {
        String key = JsonTrees.text(row, "key");
        RegistryPath path = key != null
                ? RegistryPath.of(key, JsonTrees.text(row, "name"))
                : RegistryPath.ofJoined(JsonTrees.text(row, "path"));
        RegistryData data = RegistryData.of(JsonTrees.text(row, "data"), JsonTrees.text(row, "type"));
        Operation found = data.text() == null ? Operation.SNAPSHOT_ABSENT : Operation.SNAPSHOT_VALUE;
        observe(taken, row).registry(found, null, path, data);
    }

    /** A file that lies there was written when it was born; who wrote it is not known. */
    private void tellFile(JsonNode row) {
        Timestamp born = TimestampParser.parse(JsonTrees.text(row, "btime"));
        Timestamp written = born != null ? born : TimestampParser.parse(JsonTrees.text(row, "mtime"));
        if (written != null) {
            observe(written, row).fileCreated(null, JsonTrees.text(row, "path"), JsonTrees.number(row, "size"));
        }
    }

    /** The name of the computer; {@code hostIdentifier} may be configured to be a UUID. */
    private Observations observe(@Nullable Timestamp time, JsonNode row) {
        String host = JsonTrees.text(record, "decorations", "hostname");
        if (host == null) {
            host = JsonTrees.text(row, "hostname");
        }
        return context.observe(new RecordHead(
                context.hostName(host != null ? host : JsonTrees.text(record, "hostIdentifier")),
                JsonTrees.text(record, "decorations", "host_uuid"),
                time,
                format,
                "osquery",
                null));
    }
}
