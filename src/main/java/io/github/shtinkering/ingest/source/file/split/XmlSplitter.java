package io.github.shtinkering.ingest.source.file.split;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events in XML, several in a file or a line, each with as many lines as it likes. What stands between them is read line
 * by line (Splunk mixes events in XML with other records), the prologue and the element around all events apart.
 */
final class XmlSplitter extends DocumentSplitter {
    private static final String EVENT = "<Event";
    private static final String EVENT_END = "</Event>";
    private static final List<String> AROUND_EVENTS = List.of("<?xml", "<!--", "<!DOCTYPE", "<Events", "</Events");

    XmlSplitter(ByteWindow window, int limit) {
        super(window, limit);
    }

    @Override
    protected @Nullable RawRecord split() throws IOException {
        while (hasByte()) {
            if (skipBlank()) {
                continue;
            }
            if (isEvent(0)) {
                return event();
            }
            RawRecord document = isAroundEvents() ? skipMarkup() : line();
            if (document != null) {
                return document;
            }
        }
        return takeRest();
    }

    /** To the end of the event; one that was cut off ends where the next begins. */
    private @Nullable RawRecord event() throws IOException {
        end = 1;
        while (hasByte()) {
            if (window.at(end) == '<') {
                if (isAt(end, EVENT_END)) {
                    end += EVENT_END.length();
                    return take();
                }
                if (isEvent(end)) {
                    return take();
                }
            }
            end++;
        }
        return takeRest();
    }

    private @Nullable RawRecord line() throws IOException {
        while (hasByte()) {
            if (window.at(end) == '\n') {
                return take();
            }
            end++;
        }
        return takeRest();
    }

    /**
     * Passes over a tag or comment. It holds no event: one that does not close before the next event, or at all, is cut out
     * as a document that cannot be used, and swallows nothing.
     */
    private @Nullable RawRecord skipMarkup() throws IOException {
        String closing = isAt(0, "<!--") ? "-->" : ">";
        while (hasByte() && !isAt(end, closing)) {
            if (window.at(end) == '<' && isEvent(end)) {
                return take();
            }
            end++;
        }
        if (!isAt(end, closing)) {
            return takeRest();
        }
        end += closing.length();
        if (isTooLong()) {
            return take();
        }
        skip();
        return null;
    }

    private boolean isAroundEvents() throws IOException {
        for (String markup : AROUND_EVENTS) {
            if (isAt(0, markup)) {
                return true;
            }
        }
        return false;
    }

    /** {@code <Event>} itself, not {@code <EventData>} or {@code <Events>}. */
    private boolean isEvent(int index) throws IOException {
        if (!isAt(index, EVENT) || (window.length() == index + EVENT.length() && !window.grow())) {
            return false;
        }
        byte delimiter = window.at(index + EVENT.length());
        return delimiter == '>' || delimiter == '/' || ByteWindow.isBlank(delimiter);
    }
}
