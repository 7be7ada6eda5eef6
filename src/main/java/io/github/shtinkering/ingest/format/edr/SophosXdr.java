package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;

/**
 * Sophos XDR Data Lake, query {@code sophos_runtime_iocs_windows}: one record a detection, with the events that led to
 * it as typed JSON ({@code {"!uint64": "..."}}), as an array or as JSON in a string in JSON in a string.
 */
public final class SophosXdr implements RecordFormat {
    @Override
    public String name() {
        return "sophos-xdr";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("meta_hostname") && (record.has("query_name") || record.has("ioc_event_events"));
    }

    /** The boot time stands in every record; it is told with those that matter for another reason. */
    @Override
    public void decode(JsonNode record, RecordContext context) {
        SophosRecord sophos = new SophosRecord(record, name(), context);
        sophos.tellLaunches();
        sophos.tellSubject();
        sophos.tellDetection();
        if (!context.facts().isEmpty()) {
            sophos.tellBoot();
        }
    }
}
