package io.github.shtinkering.evtx;

/**
 * Looks at the text of an event before its XML is written, so that events of no interest need not be written. It is shown
 * less than the XML holds: the text of a template, which is the same in all its events, once a chunk; and of each event its
 * values, with {@code <_>} around each. Left out are numbers that have not four digits, times, truth, and bytes in hex; so
 * it must not look for these, nor for text that begins in one value and ends in another, or in a tag.
 *
 * <p>An event whose text cannot be shown so, and one that is damaged, is written without asking.
 */
@FunctionalInterface
public interface EventScreen {
    /** Has every event written. */
    EventScreen NONE = (text, offset, length) -> true;

    /** Whether an event with this text (UTF-8, escaped as in XML; beyond ASCII, too) shall be written. */
    boolean mayMatter(byte[] text, int offset, int length);
}
