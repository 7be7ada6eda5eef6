package io.github.shtinkering.ingest.source.file.split;

import java.util.BitSet;

/**
 * Follows the brackets of one JSON value, byte by byte. It knows just enough of the grammar to say where the value
 * ends, and where one that was cut off must have ended because what follows cannot belong to it: a line break within a
 * string, or an object where none can stand.
 */
final class JsonNesting {
    private static final int DEEPEST = 1_000; // what the parser behind it takes

    private final BitSet objects = new BitSet();
    private int depth;
    private boolean inString;
    private boolean escaped;
    private byte previous;

    /** Takes the next byte; false when it cannot belong to the value. */
    boolean accept(byte next) {
        if (inString) {
            return acceptInString(next);
        }
        switch (next) {
            case '"' -> inString = true;
            case '{', '[' -> {
                if ((next == '{' && !mayHoldObject()) || depth == DEEPEST) {
                    return false;
                }
                objects.set(depth, next == '{');
                depth++;
            }
            case '}', ']' -> depth--;
            default -> {}
        }
        if (!ByteWindow.isBlank(next)) {
            previous = next;
        }
        return true;
    }

    /** Whether the last bracket has been closed. */
    boolean isClosed() {
        return depth <= 0;
    }

    private boolean acceptInString(byte next) {
        if (next == '\n') {
            return false;
        }
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inString = false;
            previous = next;
        }
        return true;
    }

    private boolean mayHoldObject() {
        return depth == 0 || previous == ':' || (!objects.get(depth - 1) && (previous == '[' || previous == ','));
    }
}
