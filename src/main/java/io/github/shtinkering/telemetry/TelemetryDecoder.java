package io.github.shtinkering.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to facts: cheap checks, byte filter, envelopes, format.
 *
 * <p>Dead at once is what is too long, holds NUL or invalid UTF-8, or does not begin and end as JSON or XML; what then
 * passes the filter and cannot be decoded is dead too. All else that gives no fact is irrelevant.
 */
public final class TelemetryDecoder implements RecordDecoder {
    private static final int MAX_ENVELOPES = 8;

    private final RelevanceFilter filter;
    private final RecordScreen screen;
    private final List<RecordFormat> formats;
    private final DecoderSettings settings;
    private final boolean isPinned;
    private final JsonOutliner outliner = new JsonOutliner();

    private TelemetryDecoder(
            RelevanceFilter filter, List<RecordFormat> formats, DecoderSettings settings, boolean isPinned) {
        this.filter = filter;
        this.screen = new RecordScreen(filter, settings.maxRecordBytes());
        this.formats = List.copyOf(formats);
        this.settings = settings;
        this.isPinned = isPinned;
    }

    /**
     * A decoder that tells the format of each record from the record itself.
     *
     * @param filter rejects bytes that cannot matter
     * @param formats in the order of detection
     */
    public static TelemetryDecoder of(RelevanceFilter filter, List<RecordFormat> formats, DecoderSettings settings) {
        return new TelemetryDecoder(filter, formats, settings, false);
    }

    /**
     * A decoder for a source whose records somebody has said to be of these formats: no other is guessed, and a record
     * that may matter and is of none of them is dead.
     *
     * @param filter rejects bytes that cannot matter
     * @param formats in the order of detection
     */
    public static TelemetryDecoder pinned(
            RelevanceFilter filter, List<RecordFormat> formats, DecoderSettings settings) {
        return new TelemetryDecoder(filter, formats, settings, true);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, Supplier<String> origin, DecoderOutput output) {
        Span document = Span.trimmed(bytes, offset, length);
        switch (screen.look(document)) {
            case BLANK -> {} // no record at all
            case IRRELEVANT -> output.irrelevant(UNDETERMINED);
            case MAY_MATTER -> new Unwrapping(output).document(document, origin);
            case TOO_LONG -> output.dead(UNDETERMINED, tooLong(document, origin.get()));
            case HAS_NUL -> {
                String message = "The record holds a NUL byte; UTF-8 text is expected.";
                output.dead(UNDETERMINED, document.deadBytes("nul-byte", message, origin.get()));
            }
            case NOT_UTF8 -> {
                String message = "The record is not valid UTF-8.";
                output.dead(UNDETERMINED, document.deadBytes("invalid-utf8", message, origin.get()));
            }
            case NOT_WHOLE -> {
                String message = "The record is no whole JSON object, array or XML event.";
                output.dead(UNDETERMINED, document.deadText("not-a-record", message, origin.get()));
            }
        }
    }

    private DeadLetter tooLong(Span document, String origin) {
        String message = "The record is longer than the limit of " + settings.maxRecordBytes() + " bytes.";
        return document.isText()
                ? document.deadText("line-too-long", message, origin)
                : document.deadBytes("line-too-long", message, origin);
    }

    /** One document with all that is wrapped in it. */
    private final class Unwrapping {
        private final DecoderOutput output;

        Unwrapping(DecoderOutput output) {
            this.output = output;
        }

        void document(Span span, Supplier<String> origin) {
            if (span.isXml()) {
                xml(span.text(), origin, 0);
                return;
            }
            try {
                envelope(Json.tree(span, outliner), origin, 0);
            } catch (IOException e) {
                output.dead(UNDETERMINED, span.deadText("not-json", reason(e), origin.get()));
            }
        }

        private void xml(String text, Supplier<String> origin, int depth) {
            List<String> events = EventXml.split(text);
            if (events.isEmpty()) {
                output.dead(
                        UNDETERMINED,
                        DeadLetters.ofText("unknown-format", "The XML holds no event.", origin.get(), text));
            }
            for (int i = 0; i < events.size(); i++) {
                Supplier<String> place = place(origin, i, events.size());
                JsonNode event = EventXml.parse(events.get(i));
                if (event == null) {
                    String message = "The event's XML is not well-formed or has a document type.";
                    output.dead(UNDETERMINED, DeadLetters.ofText("not-xml", message, place.get(), events.get(i)));
                } else {
                    envelope(event, place, depth + 1);
                }
            }
        }

        private void envelope(JsonNode node, Supplier<String> origin, int depth) {
            RecordFormat format = recognise(node);
            if (format != null) {
                record(format, node, origin);
            } else if (depth >= MAX_ENVELOPES) {
                leaf(node, origin, "envelope-too-deep", "More than " + MAX_ENVELOPES + " envelopes in one another.");
            } else {
                JsonNode inner = Envelopes.inner(node);
                if (inner == null) {
                    ofNoFormat(node, origin);
                } else if (inner.isTextual()) {
                    embedded(node, inner.textValue().strip(), origin, depth);
                } else if (inner.isArray()) {
                    elements(inner, origin, depth);
                } else {
                    envelope(inner, origin, depth + 1);
                }
            }
        }

        private void elements(JsonNode array, Supplier<String> origin, int depth) {
            if (array.isEmpty()) {
                output.irrelevant(UNDETERMINED);
            }
            for (int i = 0; i < array.size(); i++) {
                envelope(array.get(i), place(origin, i, array.size()), depth + 1);
            }
        }

        /** The place of one of several events. */
        private static Supplier<String> place(Supplier<String> origin, int index, int count) {
            return count == 1 ? origin : () -> origin.get() + "#" + (index + 1);
        }

        private void embedded(JsonNode whole, String text, Supplier<String> origin, int depth) {
            if (text.startsWith("<")) {
                xml(text, origin, depth);
                return;
            }
            try {
                envelope(Json.tree(text), origin, depth + 1);
            } catch (JsonProcessingException e) {
                leaf(whole, origin, "not-json", "The event in the record's text: " + reason(e));
            }
        }

        private void ofNoFormat(JsonNode node, Supplier<String> origin) {
            if (isPinned) {
                String names = formats.stream().map(RecordFormat::name).collect(Collectors.joining(", "));
                leaf(node, origin, "wrong-format", "The source is pinned to " + names + "; the record is no such.");
            } else {
                leaf(node, origin, "unknown-format", "The record is of no known format.");
            }
        }

        /** What cannot be unwrapped further and has no format is dead, if it may matter at all. */
        private void leaf(JsonNode node, Supplier<String> origin, String code, String message) {
            String text = node.toString();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (filter.mayMatter(bytes, 0, bytes.length)) {
                output.dead(UNDETERMINED, DeadLetters.ofText(code, message, origin.get(), text));
            } else {
                output.irrelevant(UNDETERMINED);
            }
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

        private void record(RecordFormat format, JsonNode node, Supplier<String> origin) {
            RecordContext context = new RecordContext(settings, origin, output);
            attempt(format, node, context);
            RecordContext.Problem problem = context.problem();
            if (problem != null) {
                output.dead(
                        format.name(),
                        DeadLetters.ofText(problem.code(), problem.message(), origin.get(), node.toString()));
            } else {
                deliver(format, context);
            }
        }

        @SuppressWarnings("CatchingUnchecked") // P6: whatever a format trips over, the record is accounted for
        private static void attempt(RecordFormat format, JsonNode node, RecordContext context) {
            try {
                format.decode(node, context);
            } catch (RuntimeException e) {
                context.undecodable("decoder-failed", "The decoder failed: " + e);
            }
        }

        private void deliver(RecordFormat format, RecordContext context) {
            Long newest = context.newestMillis();
            if (newest == null) {
                output.irrelevant(format.name());
                return;
            }
            context.facts().forEach(output::fact);
            output.decoded(format.name(), newest);
        }
    }

    private static String reason(IOException e) {
        String detail = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return "The record is not valid JSON: " + detail;
    }
}
