package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.decode.RecordDecoder;
import java.io.Serializable;

/** Makes the decoders of one source reader, topic by topic; travels with the job graph. */
@FunctionalInterface
public interface TopicDecoders extends Serializable {
    /** A decoder of its own for the caller, for the records of one topic. */
    RecordDecoder create(String topic);
}
