package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/**
 * One row of Defender's advanced-hunting tables. Columns without a prefix are about the subject, {@code
 * InitiatingProcess...} about the actor, {@code Previous...} about what was before.
 */
public record DefenderRow(JsonNode columns) {
    private static final String ACTOR = "InitiatingProcess";
    private static final String SYSTEM32_LSASS = "C:\\Windows\\System32\\lsass.exe";

    @Nullable
    String text(String column) {
        return JsonTrees.text(columns, column);
    }

    /** When it happened; {@code TimeGenerated} is Sentinel's copy of it. */
    @Nullable
    String time() {
        return text("Timestamp") != null ? text("Timestamp") : text("TimeGenerated");
    }

    /** What happened, e.g. {@code RegistryValueSet}. */
    String action() {
        String action = text("ActionType");
        return action == null ? "" : action;
    }

    /**
     * What makes the row unique on its device: ReportId repeats, but not with the same action in the same second. The
     * Elastic integration keeps both, so that a row has the same key through either shipper.
     */
    @Nullable
    public String key() {
        String report = text("ReportId") != null ? text("ReportId") : text("ReportId_long");
        return key(report, action());
    }

    /** See {@link #key()}. */
    public static @Nullable String key(@Nullable String reportId, String action) {
        return reportId == null ? null : reportId + " " + AsciiCase.lower(action);
    }

    /** The process that did it. */
    @Nullable
    ProcessRef actor() {
        return process(ACTOR, path(ACTOR))
                .pid(text("InitiatingProcessId"))
                .commandLine(text("InitiatingProcessCommandLine"))
                .originalFileName(text("InitiatingProcessVersionInfoOriginalFileName"))
                .build();
    }

    /** The process that was started. */
    @Nullable
    ProcessRef started() {
        return subject(path("")).build();
    }

    /** The process that was opened: the sensor reports handles to the real LSASS, at times by its file name alone. */
    @Nullable
    ProcessRef opened() {
        boolean bareName = text("FolderPath") == null && AsciiCase.equalsIgnoreCase(text("FileName"), "lsass.exe");
        return subject(bareName ? SYSTEM32_LSASS : path("")).build();
    }

    private ProcessRefBuilder subject(@Nullable String path) {
        return process("", path)
                .pid(text("ProcessId"))
                .commandLine(text("ProcessCommandLine"))
                .originalFileName(text("ProcessVersionInfoOriginalFileName"));
    }

    private ProcessRefBuilder process(String prefix, @Nullable String path) {
        return new ProcessRefBuilder()
                .executable(path)
                .user(text(prefix + "AccountDomain"), text(prefix + "AccountName"))
                .userSid(text(prefix + "AccountSid"))
                .sha256(text(prefix + "SHA256"))
                .integrity(text((prefix.isEmpty() ? "Process" : prefix) + "IntegrityLevel"));
    }

    /** The file's path; {@code FolderPath} is the full path in most tables and the folder alone in some. */
    @Nullable
    public String path(String prefix) {
        return path(text(prefix + "FolderPath"), text(prefix + "FileName"));
    }

    /** See {@link #path(String)}. */
    public static @Nullable String path(@Nullable String folder, @Nullable String file) {
        if (folder == null || file == null || AsciiCase.endsWithIgnoreCase(folder, "\\" + file)) {
            return folder != null ? folder : file;
        }
        return folder + (folder.endsWith("\\") ? "" : "\\") + file;
    }

    /** The key and value after the change, or before it where the row tells only that, as deletions may. */
    @Nullable
    RegistryPath registry() {
        RegistryPath now = RegistryPath.of(text("RegistryKey"), text("RegistryValueName"));
        return now == null || (now.value() == null && text("PreviousRegistryValueName") != null) ? previous() : now;
    }

    /** The key before a rename. */
    @Nullable
    RegistryPath previousKey() {
        return RegistryPath.ofKey(text("PreviousRegistryKey"));
    }

    private @Nullable RegistryPath previous() {
        String key = text("PreviousRegistryKey") != null ? text("PreviousRegistryKey") : text("RegistryKey");
        return RegistryPath.of(key, text("PreviousRegistryValueName"));
    }
}
