package io.github.shtinkering.ingest.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.document.DeadLetters;
import io.github.shtinkering.ingest.document.DocumentEncoding;
import io.github.shtinkering.ingest.document.DocumentSpan;
import io.github.shtinkering.ingest.document.RecordScreen;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.document.json.JsonOutliner;
import io.github.shtinkering.ingest.record.DecoderOutput;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
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
        DocumentEncoding packing = DocumentEncoding.of(bytes, offset, length);
        if (packing == null) {
            decode(DocumentSpan.trimmed(bytes, offset, length), origin, output);
            return;
        }
        try {
            byte[] unpacked = packing.unpack(bytes, offset, length, settings.maxRecordBytes());
            decode(DocumentSpan.trimmed(unpacked, 0, unpacked.length), origin, output);
        } catch (IOException e) {
            String message = "The record is packed by gzip and cannot be unpacked: " + e.getMessage();
            DeadLetter letter = DeadLetters.ofBytes("broken-gzip", message, origin.get(), bytes, offset, length);
            output.dead(UNDETERMINED, letter);
        }
    }

    @Override
    public RelevanceFilter filter() {
        return filter;
    }

    private void decode(DocumentSpan document, Supplier<String> origin, DecoderOutput output) {
        switch (screen.look(document)) {
            case BLANK -> {} // no record at all
            case IRRELEVANT -> output.irrelevant(UNDETERMINED);
            case MAY_MATTER -> new Reading(origin, output).document(document);
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
                String message = "The record is not a whole JSON object, array or XML event.";
                output.dead(UNDETERMINED, document.deadText("not-a-record", message, origin.get()));
            }
        }
    }

    private DeadLetter tooLong(DocumentSpan document, String origin) {
        String message = "The record is longer than the limit of " + settings.maxRecordBytes() + " bytes.";
        return document.isText()
                ? document.deadText("line-too-long", message, origin)
                : document.deadBytes("line-too-long", message, origin);
    }

    /** One document with all that is in it. */
    private final class Reading {
        private final Supplier<String> origin;
        private final DecoderOutput output;

        Reading(Supplier<String> origin, DecoderOutput output) {
            this.origin = origin;
            this.output = output;
        }

        void document(DocumentSpan document) {
            List<FoundRecord> all;
            try {
                all = new RecordFinder(formats, settings).in(document, outliner);
            } catch (IOException e) {
                output.dead(UNDETERMINED, document.deadText("not-json", reason(e), origin.get()));
                return;
            }
            for (int i = 0; i < all.size(); i++) {
                FoundRecord found = all.get(i);
                Supplier<String> place = place(i, all.size());
                RecordFormat format = found.format();
                if (format == null) {
                    other(found, place);
                } else {
                    record(format, found, place);
                }
            }
        }

        /** The place of one of several. */
        private Supplier<String> place(int index, int count) {
            return count == 1 ? origin : () -> origin.get() + "#" + (index + 1);
        }

        /** What is no record, and holds none, is dead if it may matter. */
        private void other(FoundRecord found, Supplier<String> place) {
            if (!mayMatter(found)) {
                output.irrelevant(UNDETERMINED);
                return;
            }
            RecordContext.Problem problem = found.problem() == null ? ofNoFormat() : found.problem();
            output.dead(UNDETERMINED, DeadLetters.ofText(problem.code(), problem.message(), place.get(), found.text()));
        }

        private RecordContext.Problem ofNoFormat() {
            if (!isPinned) {
                return new RecordContext.Problem("unknown-format", "The record is of no known format.");
            }
            String names = formats.stream().map(RecordFormat::name).collect(Collectors.joining(", "));
            return new RecordContext.Problem(
                    "wrong-format", "The source is pinned to " + names + "; the record has another format.");
        }

        private boolean mayMatter(FoundRecord found) {
            byte[] bytes = found.text().getBytes(StandardCharsets.UTF_8);
            return filter.mayMatter(bytes, 0, bytes.length);
        }

        private void record(RecordFormat format, FoundRecord found, Supplier<String> place) {
            RecordContext context = new RecordContext(settings, found.wrapper(), place, output);
            attempt(format, found.node(), context);
            RecordContext.Problem problem = problem(context, found);
            if (problem != null) {
                output.dead(
                        format.name(),
                        DeadLetters.ofText(problem.code(), problem.message(), place.get(), found.text()));
            } else {
                deliver(format, context);
            }
        }

        private RecordContext.@Nullable Problem problem(RecordContext context, FoundRecord found) {
            boolean isLost = context.missing() != null && context.newestMillis() == null;
            if (context.problem() != null || !isLost || !mayMatter(found)) {
                return context.problem();
            }
            return new RecordContext.Problem(
                    "fields-missing", "The record lacks " + context.missing() + ", or has it in no known shape.");
        }

        @SuppressWarnings("CatchingUnchecked") // whatever a format trips over, the record is accounted for
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
