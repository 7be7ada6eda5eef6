package io.github.shtinkering.ingest.filter;

/**
 * Finds letters that are spelled as something else: by their code in JSON, as numeric entities in
 * XML. What they spell is not put together; a record that spells any byte that a word could have that way goes to the
 * decoder.
 *
 * <p>Usual shippers escape control characters, quotes, angle brackets, ampersands, and what lies beyond ASCII; none of
 * these can be part of a word.
 */
final class EscapedLetters {
    private static final int ASCII = 0x80;

    /** How an escape of JSON begins that spells a byte: {@code \\u00}. */
    private static final int BEGIN = '\\' | 'u' << 8 | '0' << 16 | '0' << 24;

    private EscapedLetters() {}

    static void addTo(SuspiciousTrigrams clues) {
        clues.add("\\u0", 0, BEGIN, 0, (bytes, trigram, begin, end) -> isTellingJson(bytes, trigram, begin, end));
        clues.add("u00", 1, BEGIN, 0, (bytes, trigram, begin, end) -> isTellingJson(bytes, trigram - 1, begin, end));

        // An entity that spells what counts has two digits at least: &#46; and &#x2e; are the shortest.
        for (char digit = '0'; digit <= '9'; digit++) {
            addEntities(clues, digit, 10);
        }
        addEntities(clues, 'x', 16);
    }

    /** The beginnings of entities: an ampersand, a hash, the first digit or x, and the next digit. */
    private static void addEntities(SuspiciousTrigrams clues, char first, int radix) {
        clues.add("&#" + first, (bytes, trigram, begin, end) -> isTellingXml(bytes, trigram, begin, end));
        for (int next = 0; next < radix; next++) {
            clues.add(
                    "#" + first + Character.forDigit(next, radix),
                    (bytes, trigram, begin, end) -> isTellingXml(bytes, trigram - 1, begin, end));
        }
    }

    /** Whether an escape of JSON begins here and spells something that counts. */
    private static boolean isTellingJson(byte[] bytes, int start, int begin, int end) {
        if (start < begin || start + 6 > end) {
            return false;
        }
        if (bytes[start] != '\\' || bytes[start + 1] != 'u' || bytes[start + 2] != '0' || bytes[start + 3] != '0') {
            return false;
        }
        int spelled = Character.digit(bytes[start + 4], 16) << 4 | Character.digit(bytes[start + 5], 16);
        int next = start + 6 < end ? bytes[start + 6] : 0;
        return switch (spelled) {
            case '&' -> next == '#' || next == '\\'; // XML in JSON: the beginning of an entity
            case '<' -> next == '!' || next == '\\'; // XML in JSON: the beginning of a comment
            default -> isTelling(spelled);
        };
    }

    /** Whether a numeric entity begins here and spells something that counts. */
    private static boolean isTellingXml(byte[] bytes, int start, int begin, int end) {
        if (start < begin || start + 3 > end || bytes[start] != '&' || bytes[start + 1] != '#') {
            return false;
        }
        boolean isHex = AsciiFold.lower(bytes[start + 2]) == 'x';
        int radix = isHex ? 16 : 10;
        int spelled = 0;
        for (int i = isHex ? start + 3 : start + 2; i < end && spelled < ASCII; i++) {
            int digit = Character.digit(bytes[i], radix);
            if (digit < 0) {
                break;
            }
            spelled = spelled * radix + digit;
        }
        return isTelling(spelled);
    }

    /** Whether a byte may be part of a word, or of another escape within this one. */
    private static boolean isTelling(int spelled) {
        return AsciiFold.isWordPart(spelled)
                || spelled == '.'
                || spelled == '-'
                || spelled == ' '
                || spelled == '\\'
                || spelled == '#'
                || spelled == '!';
    }
}
