package io.github.shtinkering.evtx.xml;

/** What may stand in a name: XML allows more letters, and no event that Windows documents uses them. */
public final class XmlName {
    private XmlName() {}

    /** Whether a character may stand there, or first; a prefix of a namespace may stand before it. */
    public static boolean isAllowed(char c, boolean isFirst) {
        boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        return isLetter || (!isFirst && ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':'));
    }
}
