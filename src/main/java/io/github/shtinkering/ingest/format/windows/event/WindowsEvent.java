package io.github.shtinkering.ingest.format.windows.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * One event of the Windows event log in one form, whoever shipped it.
 *
 * @param computer who wrote it, never the collector
 * @param hostId the machine's id where the shipper tells it
 * @param provider e.g. {@code Microsoft-Windows-Sysmon}
 * @param channel e.g. {@code Security}
 * @param id the event id; null when it is no number
 * @param recordId unique in the computer's channel until the log is cleared
 * @param time System/TimeCreated
 * @param headerPid System/Execution/@ProcessID: the process that logged, not the one that the event is about
 * @param messageField which of the data is the rendered text, only where a shipper loses fields that stand in it; else null
 * @param data EventData
 */
public record WindowsEvent(
        @Nullable HostName computer,
        @Nullable String hostId,
        @Nullable String provider,
        @Nullable String channel,
        @Nullable Integer id,
        @Nullable String recordId,
        @Nullable Timestamp time,
        @Nullable Long headerPid,
        @Nullable String messageField,
        EventFields data) {
    private static final int MAX_DIGITS = 5;
    private static final String[] IN_OBJECT = {"#text", "Value", "value", "id"};

    /** The rendered text; null where there is none, or no need of it. It is long and seldom used, so it is read late. */
    @Nullable
    String message() {
        return messageField == null ? null : data.get(messageField);
    }

    /**
     * Returns an event id of Windows' range, a whole number or its digits as text; null for all else. Nobody writes it in
     * hex, with a leading zero, an exponent or blanks, and the byte filter, which finds some events by nothing but
     * these digits, would not see it.
     */
    public static @Nullable Integer eventId(JsonNode node) {
        JsonNode value = node;
        while (value.isArray() && value.size() == 1) {
            value = value.get(0);
        }
        if (value.isObject()) {
            return ofObject(value);
        }
        boolean digits =
                value.isTextual() ? isPlain(value.textValue()) : value.isIntegralNumber() && value.canConvertToInt();
        int number = digits ? value.asInt(-1) : -1;
        return number < 0 || number > 0xFFFF ? null : Integer.valueOf(number);
    }

    /** An id with qualifiers beside it. */
    private static @Nullable Integer ofObject(JsonNode object) {
        for (String key : IN_OBJECT) {
            JsonNode value = object.path(key);
            if (value.isValueNode()) {
                return eventId(value);
            }
        }
        return null;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_DIGITS && (text.charAt(0) != '0' || text.length() == 1);
    }
}
