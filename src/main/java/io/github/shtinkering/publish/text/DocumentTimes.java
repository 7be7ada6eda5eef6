package io.github.shtinkering.publish.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as documents show them: RFC 3339, UTC, milliseconds. */
public final class DocumentTimes {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private DocumentTimes() {}

    /** The time to the second as a person reads it, with its zone. */
    public static String words(long millis) {
        return WORDS.format(Instant.ofEpochMilli(millis));
    }

    /** The time in the documents' form. */
    public static String text(long millis) {
        return FORM.format(Instant.ofEpochMilli(millis));
    }
}
