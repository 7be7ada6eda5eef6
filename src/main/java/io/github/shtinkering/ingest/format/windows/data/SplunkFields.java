package io.github.shtinkering.ingest.format.windows.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.format.windows.event.RenderedMessages;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Event data by their names, or by those that Splunk takes from the classic text of a Security event: the labels of the
 * text, with underscores, so that {@code NewProcessName} is {@code New_Process_Name} there. What was not extracted is looked
 * up in the text.
 */
public record SplunkFields(JsonNode record) implements EventFields {
    private static final Map<String, String> LABELS = Map.of(
            "CommandLine", "Process Command Line",
            "ParentProcessName", "Creator Process Name",
            "IpAddress", "Source Network Address");
    private static final Map<String, String> ACCOUNT_LABELS = Map.of(
            "UserName", "Account Name",
            "DomainName", "Account Domain",
            "UserSid", "Security ID");

    @Override
    public @Nullable String get(String name) {
        String named = new JsonFields(record).get(name);
        return named != null ? named : classic(name);
    }

    @Override
    public boolean has(String name) {
        return new JsonFields(record).has(name) || classic(name) != null;
    }

    @Override
    public @Nullable String at(int index) {
        return new JsonFields(record).at(index);
    }

    private @Nullable String classic(String name) {
        for (Map.Entry<String, String> account : ACCOUNT_LABELS.entrySet()) {
            if (name.endsWith(account.getKey())) {
                return ofAccount(name.startsWith("Target"), account.getValue());
            }
        }
        if (name.equals("ProcessId")) {
            String creator = labelled("Creator Process ID");
            return creator != null ? creator : labelled("Process ID");
        }
        return labelled(LABELS.getOrDefault(name, label(name)));
    }

    private @Nullable String labelled(String label) {
        String extracted = JsonTrees.text(record, label.replace(' ', '_'));
        return extracted != null ? extracted : RenderedMessages.line(text(), label + ":");
    }

    /** The subject of an event comes first in its text, and who was logged on or gets the process comes last. */
    private @Nullable String ofAccount(boolean isTarget, String label) {
        JsonNode extracted = record.path(label.replace(' ', '_'));
        if (extracted.isArray() && extracted.size() > 1) {
            return JsonTrees.text(extracted.get(isTarget ? extracted.size() - 1 : 0));
        }
        String text = text();
        int last = text == null ? -1 : text.lastIndexOf(label + ":");
        boolean isOnly = last < 0 || last == text.indexOf(label + ":");
        if (isTarget) {
            return isOnly ? null : RenderedMessages.line(text.substring(last), label + ":");
        }
        return labelled(label);
    }

    private @Nullable String text() {
        return JsonTrees.text(record, "Message");
    }

    /** {@code NewProcessId} as {@code New Process ID}. */
    private static String label(String name) {
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            label.append(i > 0 && Character.isUpperCase(letter) ? " " : "").append(letter);
        }
        return label.toString().replaceAll(" Id$", " ID");
    }
}
