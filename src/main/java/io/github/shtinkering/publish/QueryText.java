package io.github.shtinkering.publish;

/** Values of a case inside queries that a person pastes: escaped, so that they stay values (P12). */
final class QueryText {
    private QueryText() {}

    /** A string literal of ES|QL and of KQL (Kusto): double quotes, backslash escapes, nothing hidden. */
    static String literal(String value) {
        return '"' + VisibleText.of(value.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
