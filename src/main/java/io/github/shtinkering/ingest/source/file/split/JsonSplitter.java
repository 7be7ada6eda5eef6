package io.github.shtinkering.ingest.source.file.split;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON documents that span lines: pretty-printed ones, one after another, and the elements of arrays. */
final class JsonSplitter extends DocumentSplitter {
    JsonSplitter(ByteWindow window, int limit) {
        super(window, limit);
    }

    @Override
    protected @Nullable RawRecord split() throws IOException {
        while (hasByte()) {
            if (skipBlank()) {
                continue;
            }
            byte first = window.at(0);
            if (first == '{') {
                return object();
            }
            end = 1;
            if (first != '[' && first != ']' && first != ',') {
                return stray();
            }
            skip();
        }
        return takeRest();
    }

    private @Nullable RawRecord object() throws IOException {
        JsonNesting nesting = new JsonNesting();
        while (hasByte() && nesting.accept(window.at(end))) {
            end++;
            if (nesting.isClosed()) {
                return take();
            }
        }
        return end < window.length() ? take() : takeRest();
    }

    /** What is no object and no array: to the end of its line, or to where the next document may begin. */
    private @Nullable RawRecord stray() throws IOException {
        while (hasByte()) {
            switch (window.at(end)) {
                case '\n', ',', '{', '[', ']' -> {
                    return take();
                }
                default -> end++;
            }
        }
        return takeRest();
    }
}
