package io.github.shtinkering.publish;

/** Values of a case inside queries that a person pastes: escaped, so that they stay values (P12). */
final class QueryText {
    private QueryText() {}

    /** A string literal of ES|QL and of KQL (Kusto): double quotes, backslash escapes, no control characters. */
    static String literal(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                literal.append("\\u%04x".formatted((int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
