package io.github.shtinkering.publish.text;

/** Values of a case inside queries that a person pastes: escaped, so that they stay values. */
public final class QueryText {
    /** What Splunk acts on inside quotes, too: macros, subsearches, a dashboard's tokens. */
    private static final String SPL_ACTIVE = "`[]$|";

    private QueryText() {}

    /** A string literal of ES|QL, of KQL (Kusto) and of Lucene's query strings: double quotes, backslash escapes, nothing hidden. */
    public static String literal(String value) {
        return '"' + VisibleText.of(value.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** A term of SPL: as a literal; what cannot be escaped there is any character instead, and so finds more, never less. */
    public static String term(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.chars().forEach(c -> text.append(SPL_ACTIVE.indexOf(c) >= 0 ? '*' : (char) c));
        return literal(text.toString());
    }
}
