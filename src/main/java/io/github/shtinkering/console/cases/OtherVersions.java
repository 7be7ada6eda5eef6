package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.publish.json.DocumentSchema;
import org.jspecify.annotations.Nullable;

/**
 * Cases that another version of the job wrote, in a form that this console does not know.
 *
 * @param cases how many there are
 * @param of how many cases there are in all
 * @param schema the id that one of them names; empty for none
 */
public record OtherVersions(long cases, long of, String schema) {
    public static final OtherVersions NONE = new OtherVersions(0, 0, "");

    /** The schema that a document names; empty for none. */
    public static String schemaOf(JsonNode document) {
        return document.at("/shtinkering/schema").asText();
    }

    public static boolean isKnown(String schema) {
        return schema.equals(DocumentSchema.ALERT);
    }

    /** What a person must know of them; null when all cases are of this version. */
    @Nullable
    public String sentence() {
        if (cases == 0) {
            return null;
        }
        String theirs = schema.isEmpty() ? "names no schema" : "names the schema " + shown(schema);
        return (cases == of ? "Every case here" : cases + " of " + of + " cases")
                + " was written by another version of the job (it " + theirs + "; this console reads "
                + DocumentSchema.ALERT + "). What is shown of it may be incomplete or wrong. Use that version's"
                + " jobs/console, or replay the telemetry with this version.";
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
