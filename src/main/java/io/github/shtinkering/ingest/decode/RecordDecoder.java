package io.github.shtinkering.ingest.decode;

import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.record.DecoderOutput;
import java.util.function.Supplier;

/**
 * Bytes of one message or line to facts: byte filter, envelopes, format, normalisation. Not thread-safe: one instance
 * a source reader. Never throws on input, whatever the input is.
 */
public interface RecordDecoder {
    /** The format under which records are counted that were rejected before their format was known. */
    String UNDETERMINED = "undetermined";

    /**
     * Decodes one line, Kafka value or document; it may hold several records (arrays, {@code records}).
     *
     * @param origin {@code file:line} or {@code topic-partition-offset}, for evidence and dead letters; asked only when
     *     the record may matter, which one in a thousand does
     */
    void decode(byte[] bytes, int offset, int length, Supplier<String> origin, DecoderOutput output);

    /** What it rejects unseen, so that who has other means may reject it before; threads may share it. */
    default RelevanceFilter filter() {
        return RelevanceFilter.ACCEPT_ALL;
    }
}
