package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.Text;
import org.jspecify.annotations.Nullable;

/** Event data out of Sysmon's rendered message, a line for each: for shippers that keep nothing else. */
record MessageFields(@Nullable String message) implements EventFields {
    private static final int MAX_LENGTH = 65_536;

    /** The data of an event of which only the message is kept: Sysmon's, or classic text with labels. */
    static EventFields of(@Nullable String channel, @Nullable String message) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        return Ascii.equalsIgnoreCase(channel, "Security")
                ? new SplunkFields(text.put("Message", message))
                : new MessageFields(message);
    }

    /** Lines that only look like a field can stand in values that come behind the field, so the first one counts. */
    @Override
    public @Nullable String get(String name) {
        String text = Text.cut(message == null ? "" : message, MAX_LENGTH);
        String label = '\n' + name + ": ";
        int start = text.indexOf(label);
        return start < 0 ? null : Text.value(Messages.firstLine(text.substring(start + label.length())));
    }
}
