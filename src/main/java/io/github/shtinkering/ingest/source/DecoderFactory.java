package io.github.shtinkering.ingest.source;

import io.github.shtinkering.ingest.decode.RecordDecoder;
import java.io.Serializable;

/** Makes the decoder of one source reader; travels with the job graph. */
@FunctionalInterface
public interface DecoderFactory extends Serializable {
    /** A decoder of its own for the caller. */
    RecordDecoder create();
}
