package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/**
 * What SentinelOne's agent saw, in whatever shape it came.
 *
 * @param type of the event, e.g. {@code Registry Value Modified} or {@code REGVALUEMODIFIED}; null when not told
 * @param source who did it
 * @param target the process that it was done to, or that was started
 * @param registryPath a key, or a key and the value's name behind it
 * @param file an object with {@code path}, {@code size} and where it was before
 */
public record SentinelOneEvent(
        @Nullable String type,
        @Nullable ProcessRef source,
        @Nullable ProcessRef target,
        @Nullable String registryPath,
        RegistryData registryData,
        File file) {
    /**
     * A file that was touched.
     *
     * @param oldPath before it was renamed
     */
    public record File(
            @Nullable String path,
            @Nullable String oldPath,
            @Nullable Long size) {}

    public void tell(Observations observations) {
        switch (kind()) {
            case "processcreation" -> observations.processStarted(target, source);
            case "processexit", "processtermination" -> observations.processEnded(target != null ? target : source);
            case "registryvaluecreate", "registryvaluemodified" ->
                observations.registry(Operation.SET_VALUE, source, RegistryPath.ofJoined(registryPath), registryData);
            case "registryvaluedelete" ->
                deleted(Operation.DELETE_VALUE, RegistryPath.ofJoined(registryPath), observations);
            case "registrykeydelete" -> deleted(Operation.DELETE_KEY, RegistryPath.ofKey(registryPath), observations);
            case "registrykeyrename" -> observations.registryRenamed(source, null, RegistryPath.ofKey(registryPath));
            case "filecreation", "filemodification" -> observations.fileCreated(source, file.path(), file.size());
            case "filerename" -> observations.fileRenamed(source, file.oldPath(), file.path());
            case "filedeletion" -> observations.fileDeleted(source, file.path());
            case "openremoteprocesshandle", "openprocess", "duplicateprocesshandle", "duplicateprocess" ->
                observations.processAccessed(source, target);
            case "" -> observations.missing("the type of SentinelOne's event");
            default -> observations.processActive(source);
        }
    }

    private void deleted(Operation operation, @Nullable RegistryPath path, Observations observations) {
        observations.registry(operation, source, path, RegistryData.UNKNOWN);
    }

    /** One spelling of {@code Registry Value Modified}, {@code RegistryValueModified} and {@code REGVALUEMODIFIED}. */
    private String kind() {
        String letters = type == null ? "" : AsciiCase.lower(type).replace(" ", "");
        boolean isShort = letters.startsWith("regvalue") || letters.startsWith("regkey");
        return isShort ? "registry" + letters.substring("reg".length()) : letters;
    }

    /** The first of two texts that is told. */
    public static @Nullable String or(@Nullable String text, @Nullable String otherwise) {
        return text != null ? text : otherwise;
    }

    public static @Nullable Long size(JsonNode file) {
        return JsonTrees.number(file, "size");
    }
}
