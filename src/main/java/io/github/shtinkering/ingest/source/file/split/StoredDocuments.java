package io.github.shtinkering.ingest.source.file.split;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The documents of one file, one after another. They depend on its bytes alone, so that a reader can count its way back. */
public interface StoredDocuments extends AutoCloseable {
    /** The next document, or what stands where one should; null at the end of the file. */
    @Nullable
    RawRecord next() throws IOException;

    @Override
    void close() throws IOException;
}
