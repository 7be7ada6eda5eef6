package io.github.shtinkering.publish.text;

/**
 * Text in which nothing is hidden: what acts on the text around it or cannot be seen is written as {@code \\uXXXX}, in
 * UTF-16 units as JSON has it. That is controls, formats (bidirectional overrides, zero-width ones, tags), separators
 * of lines, lone surrogates, private use, fillers and variation selectors, as in the console's {@code dom.js}.
 */
public final class VisibleText {
    private VisibleText() {}

    /** The text with what is hidden written out; the very text where nothing is. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> append(visible, codePoint));
        return visible.toString();
    }

    private static void append(StringBuilder visible, int codePoint) {
        if (isHidden(codePoint)) {
            for (char unit : Character.toChars(codePoint)) {
                visible.append("\\u%04x".formatted((int) unit));
            }
        } else {
            visible.appendCodePoint(codePoint);
        }
    }

    private static boolean isHidden(int codePoint) {
        if (codePoint >= ' ' && codePoint <= '~') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> true;
            default -> isFiller(codePoint) || isVariationSelector(codePoint);
        };
    }

    private static boolean isFiller(int codePoint) {
        return codePoint == 0x115f || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xffa0;
    }

    private static boolean isVariationSelector(int codePoint) {
        return codePoint >= 0xfe00 && codePoint <= 0xfe0f || codePoint >= 0xe0100 && codePoint <= 0xe01ef;
    }
}
