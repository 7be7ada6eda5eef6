package io.github.shtinkering.publish.json;

/** The ids of the schemas that documents name themselves; each ends with its version. */
public final class DocumentSchema {
    /** Of a case's document, as {@code shtinkering.schema}. */
    public static final String ALERT = "urn:shtinkering:schema:alert:1";

    private DocumentSchema() {}
}
