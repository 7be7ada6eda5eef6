package io.github.shtinkering.ingest.format.windows.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.format.windows.event.RenderedMessages;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.TextValues;
import org.jspecify.annotations.Nullable;

/** Event data out of Sysmon's rendered message, a line for each: for shippers that keep nothing else. */
public record MessageFields(@Nullable String message) implements EventFields {
    private static final int MAX_LENGTH = 65_536;

    /** The data of an event of which only the message is kept: Sysmon's, or classic text with labels. */
    public static EventFields of(@Nullable String channel, @Nullable String message) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        return AsciiCase.equalsIgnoreCase(channel, "Security")
                ? new SplunkFields(text.put("Message", message))
                : new MessageFields(message);
    }

    /** Lines that only look like a field can stand in values that come behind the field, so the first one counts. */
    @Override
    public @Nullable String get(String name) {
        String text = TextValues.cut(message == null ? "" : message, MAX_LENGTH);
        String label = '\n' + name + ": ";
        int start = text.indexOf(label);
        return start < 0 ? null : TextValues.value(RenderedMessages.firstLine(text.substring(start + label.length())));
    }
}
