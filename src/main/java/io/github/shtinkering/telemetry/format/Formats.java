package io.github.shtinkering.telemetry.format;

import io.github.shtinkering.telemetry.RecordFormat;
import io.github.shtinkering.telemetry.format.edr.SophosXdr;
import java.util.List;

/** The one list of formats, in the order of detection: the first that recognises a record decodes it. */
public final class Formats {
    private static final List<RecordFormat> ALL = List.of(new SophosXdr());

    private Formats() {}

    /** Every format, the more specific before the more general. */
    public static List<RecordFormat> all() {
        return ALL;
    }
}
