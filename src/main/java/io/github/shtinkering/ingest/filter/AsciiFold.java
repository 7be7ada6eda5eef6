package io.github.shtinkering.ingest.filter;

/** What single bytes are: only ASCII letters have case, nothing else has. */
final class AsciiFold {
    private static final int CASE = 'a' - 'A';

    private AsciiFold() {}

    static int lower(int value) {
        return value >= 'A' && value <= 'Z' ? value + CASE : value;
    }

    static int upper(int value) {
        return value >= 'a' && value <= 'z' ? value - CASE : value;
    }

    static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }

    static boolean isLetter(int value) {
        int lower = lower(value);
        return lower >= 'a' && lower <= 'z';
    }

    /** Whether it may stand in a field's name. */
    static boolean isWordPart(int value) {
        return isLetter(value) || isDigit(value) || value == '_';
    }
}
