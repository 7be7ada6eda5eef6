package io.github.shtinkering.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.shtinkering.ingest.document.DocumentSpan;
import io.github.shtinkering.ingest.document.SyslogHeader;
import io.github.shtinkering.ingest.document.json.JsonOutliner;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.document.xml.EventXml;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.record.RecordContext.Problem;
import io.github.shtinkering.ingest.record.RecordEnvelope;
import io.github.shtinkering.ingest.record.RecordFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of one document, whatever shippers, brokers, stores and exports have put around them. What is of no
 * format is opened: of an object the members, of an array the elements, of a text the JSON values or the XML events that
 * it is made of, in the order in which they stand, each before the next. An object in which no record is found counts as
 * one thing, and so does each element of an array.
 */
final class RecordFinder {
    /** How deep a record may stand in what is around it. */
    static final int MAX_DEPTH = 16;

    private static final int MOST_VALUES = 100_000; // that are opened for one document

    private final List<RecordFormat> formats;
    private final DecoderSettings settings;
    private final Set<String> opened = new HashSet<>(); // texts: some shippers give the same one twice
    private int values;

    RecordFinder(List<RecordFormat> formats, DecoderSettings settings) {
        this.formats = formats;
        this.settings = settings;
    }

    /**
     * Returns what is in a document.
     *
     * @param outliner reads it, if it is one JSON value
     * @throws IOException when it is neither JSON nor XML, nor lines of them
     */
    List<FoundRecord> in(DocumentSpan document, JsonOutliner outliner) throws IOException {
        JsonNode outlined = JsonTrees.outlined(document, outliner);
        return outlined != null ? in(outlined, null, 0) : inText(document.text(), null, 0);
    }

    private List<FoundRecord> in(JsonNode node, @Nullable RecordEnvelope wrapper, int depth) {
        RecordFormat format = recognise(node);
        if (format != null) {
            return List.of(FoundRecord.record(node, format, wrapper));
        }
        if (!canBeOpened(node)) {
            return List.of(FoundRecord.other(node, null, wrapper));
        }
        if (depth >= MAX_DEPTH) {
            String message = "More than " + MAX_DEPTH + " envelopes in one another.";
            return List.of(FoundRecord.other(node, new Problem("envelope-too-deep", message), wrapper));
        }
        if (++values > MOST_VALUES) {
            String message = "More than " + MOST_VALUES + " values that may hold a record.";
            return List.of(FoundRecord.other(node, new Problem("envelope-too-large", message), wrapper));
        }
        if (node.isTextual()) {
            return inMember(node, wrapper, depth);
        }
        return node.isArray() ? inArray(node, wrapper, depth) : inObject(node, wrapper, depth);
    }

    private @Nullable RecordFormat recognise(JsonNode node) {
        if (node.isObject()) {
            for (RecordFormat format : formats) {
                if (format.recognises(node)) {
                    return format;
                }
            }
        }
        return null;
    }

    private static boolean canBeOpened(JsonNode node) {
        return node.isTextual() ? isWhole(node.textValue()) : !node.isEmpty();
    }

    private List<FoundRecord> inArray(JsonNode array, @Nullable RecordEnvelope wrapper, int depth) {
        List<FoundRecord> all = new ArrayList<>();
        for (JsonNode element : array) {
            all.addAll(in(element, wrapper, depth + 1));
        }
        return all;
    }

    private List<FoundRecord> inObject(JsonNode object, @Nullable RecordEnvelope outer, int depth) {
        if (OtlpLogs.isOfResource(object)) {
            return in(OtlpLogs.records(object), outer, depth + 1);
        }
        RecordEnvelope wrapper = RecordEnvelope.of(object, outer, settings);
        List<FoundRecord> all = new ArrayList<>();
        Problem problem = null;
        for (JsonNode member : object) {
            List<FoundRecord> found = in(member, wrapper, depth + 1);
            if (found.stream().anyMatch(FoundRecord::isRecord)) {
                all.addAll(found);
            } else if (problem == null) {
                problem = firstProblem(found);
            }
        }
        return all.isEmpty() ? List.of(FoundRecord.other(object, problem, outer)) : all;
    }

    private static @Nullable Problem firstProblem(List<FoundRecord> found) {
        return found.stream()
                .map(FoundRecord::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<FoundRecord> inMember(JsonNode text, @Nullable RecordEnvelope wrapper, int depth) {
        if (!opened.add(text.textValue())) {
            return List.of();
        }
        try {
            return inText(text.textValue(), wrapper, depth);
        } catch (IOException e) {
            Problem problem = new Problem("not-json", "The event in the record's text: " + e.getMessage());
            return List.of(FoundRecord.other(text, problem, wrapper));
        }
    }

    /** What is in a text of JSON values or XML events, a header of syslog before it or not, or in its lines. */
    private List<FoundRecord> inText(String raw, @Nullable RecordEnvelope outer, int depth) throws IOException {
        String text = raw.strip();
        SyslogHeader header = SyslogHeader.of(text);
        RecordEnvelope wrapper =
                header == null || header.host() == null ? outer : RecordEnvelope.of(header.host(), outer, settings);
        String body = header == null ? text : text.substring(header.length());
        if (body.startsWith("<")) {
            return inXml(body, wrapper, depth);
        }
        try {
            return inValues(JsonTrees.values(body), wrapper, depth);
        } catch (IOException e) {
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            if (lines.size() < 2 || !lines.stream().allMatch(RecordFinder::isWhole)) {
                throw e;
            }
            List<FoundRecord> all = new ArrayList<>();
            for (String line : lines) {
                all.addAll(in(TextNode.valueOf(line), outer, depth + 1));
            }
            return all;
        }
    }

    private List<FoundRecord> inValues(List<JsonNode> nodes, @Nullable RecordEnvelope wrapper, int depth) {
        List<FoundRecord> all = new ArrayList<>();
        for (JsonNode node : nodes) {
            all.addAll(in(node, wrapper, depth + 1));
        }
        return all;
    }

    private List<FoundRecord> inXml(String xml, @Nullable RecordEnvelope wrapper, int depth) {
        List<String> events = EventXml.split(xml);
        if (events.isEmpty()) {
            Problem problem = new Problem("unknown-format", "The XML holds no event.");
            return List.of(FoundRecord.other(TextNode.valueOf(xml), problem, wrapper));
        }
        List<FoundRecord> all = new ArrayList<>();
        for (String event : events) {
            JsonNode tree = EventXml.parse(event);
            if (tree == null) {
                String message = "The event's XML is not well-formed or has a document type.";
                all.add(FoundRecord.other(TextNode.valueOf(event), new Problem("not-xml", message), wrapper));
            } else {
                all.addAll(in(tree, wrapper, depth + 1));
            }
        }
        return all;
    }

    /** Whether a text begins and ends as JSON or XML do, behind a header of syslog or without. */
    private static boolean isWhole(String raw) {
        String text = raw.strip();
        SyslogHeader header = SyslogHeader.of(text);
        String body = header == null ? text : text.substring(header.length());
        return (body.startsWith("{") && body.endsWith("}") && isFollowedBy("\"", body))
                || (body.startsWith("[") && body.endsWith("]") && isFollowedBy("{[\"", body))
                || (body.startsWith("<") && body.endsWith(">"));
    }

    /** Whether what follows the bracket is as in JSON; in a GUID or a list of words it is not. */
    private static boolean isFollowedBy(String oneOf, String body) {
        int next = 1;
        while (Character.isWhitespace(body.charAt(next))) {
            next++;
        }
        return oneOf.indexOf(body.charAt(next)) >= 0;
    }
}
