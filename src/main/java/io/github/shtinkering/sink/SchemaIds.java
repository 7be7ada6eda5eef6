package io.github.shtinkering.sink;

import io.github.shtinkering.publish.json.DocumentSchema;
import io.github.shtinkering.sink.OutputDocument.Kind;
import org.jspecify.annotations.Nullable;

/** The ids of the JSON Schemas in {@code deploy/schema}, which carry their version. */
public final class SchemaIds {
    /** Of alerts in the form of OCSF. */
    public static final String OCSF_FINDING = "urn:shtinkering:schema:ocsf-detection-finding:1";

    private SchemaIds() {}

    /** The schema that documents of a kind keep; null for counts. */
    public static @Nullable String of(Kind kind) {
        return switch (kind) {
            case ALERT, CASE_UPDATE -> DocumentSchema.ALERT;
            case CAMPAIGN -> "urn:shtinkering:schema:campaign:1";
            case HOST -> "urn:shtinkering:schema:host:1";
            case DEAD_LETTER -> "urn:shtinkering:schema:dead-letter:1";
            case AUDIT -> "urn:shtinkering:schema:audit:1";
            case TALLY -> null;
        };
    }
}
