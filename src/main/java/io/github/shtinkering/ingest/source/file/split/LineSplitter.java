package io.github.shtinkering.ingest.source.file.split;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One document a line. */
final class LineSplitter extends DocumentSplitter {
    LineSplitter(ByteWindow window, int limit) {
        super(window, limit);
    }

    @Override
    protected @Nullable RawRecord split() throws IOException {
        while (hasByte()) {
            int newline = window.newline(end);
            end = newline < 0 ? window.length() : newline;
            if (newline >= 0) {
                RawRecord document = take();
                window.consume(1);
                if (document != null) {
                    return document;
                }
            }
        }
        return takeRest();
    }
}
