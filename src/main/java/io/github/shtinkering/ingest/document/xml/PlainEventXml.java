package io.github.shtinkering.ingest.document.xml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads event XML as Windows writes it: tags, attributes, text, and the five references that need no declaration. It
 * knows nothing else: what it lets pass, Java's reader reads and means the same by, at many times the cost; all else, be
 * it well-formed or not, is left to that.
 */
final class PlainEventXml {
    private static final String[] REFERENCES = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    private static final String REFERRED = "&<>\"'";
    private static final int MOST_ATTRIBUTES = 16;
    private static final int LONGEST_NAME = 255;
    private static final char FIRST_DOUBTFUL = '\uD800'; // surrogates, and later what is no character

    private final String xml;
    private final EventXmlTree tree = new EventXmlTree();
    private int at;

    private PlainEventXml(String xml) {
        this.xml = xml;
    }

    /** Returns the tree; null when the XML is not plain. */
    static @Nullable ObjectNode tree(String xml) {
        PlainEventXml reader = new PlainEventXml(xml);
        return reader.document() ? reader.tree.root() : null;
    }

    /** Each of these methods goes past what it stands for; false when it is not that. */
    private boolean document() {
        boolean isPlain = skip('<') && startTag();
        while (isPlain && tree.isOpen()) {
            int text = at;
            isPlain = text() && skip('<') && (skip('/') ? endTag(text, at - 2) : startTag());
        }
        skipBlanks();
        return isPlain && at == xml.length();
    }

    private boolean startTag() {
        int name = at;
        if (!name() || !tree.begin(xml.substring(name, at))) {
            return false;
        }
        for (int attributes = 0; attributes <= MOST_ATTRIBUTES; attributes++) {
            boolean isApart = skipBlanks();
            if (skip('>')) {
                return true;
            }
            if (skip('/')) {
                tree.end("");
                return skip('>');
            }
            if (!isApart || !attribute()) {
                return false;
            }
        }
        return false;
    }

    private boolean attribute() {
        int name = at;
        if (!name()) {
            return false;
        }
        String attribute = xml.substring(name, at);
        skipBlanks();
        if (!skip('=')) {
            return false;
        }
        skipBlanks();
        int value = at + 1;
        if (!value() || tree.hasAttribute(attribute)) {
            return false;
        }
        tree.attribute(attribute, xml.substring(value, at - 1));
        return true;
    }

    /** A value in quotes, without references and line ends, so that it means what it says. */
    private boolean value() {
        char quote = at < xml.length() ? xml.charAt(at) : 0;
        if (quote != '"' && quote != '\'') {
            return false;
        }
        for (at++; at < xml.length() && xml.charAt(at) != quote; at++) {
            char c = xml.charAt(at);
            if (c < ' ' || c == '<' || c == '&' || c >= FIRST_DOUBTFUL) {
                return false;
            }
        }
        return skip(quote);
    }

    private boolean endTag(int text, int textEnd) {
        String name = tree.name();
        if (!xml.startsWith(name, at)) {
            return false;
        }
        at += name.length();
        skipBlanks();
        tree.end(dereferenced(withLineFeeds(xml.substring(text, textEnd))));
        return skip('>');
    }

    /** Text up to a tag or the end. */
    private boolean text() {
        for (; at < xml.length() && xml.charAt(at) != '<'; at++) {
            char c = xml.charAt(at);
            boolean isControl = c < ' ' && c != '\n' && c != '\t' && c != '\r';
            boolean endsCdata = c == '>' && xml.startsWith("]]", at - 2);
            if (isControl || c >= FIRST_DOUBTFUL || endsCdata || (c == '&' && reference(xml, at) < 0)) {
                return false;
            }
        }
        return true;
    }

    /** Which of the references begins here; negative when none does. */
    private static int reference(String text, int index) {
        for (int i = 0; i < REFERENCES.length; i++) {
            if (text.startsWith(REFERENCES[i], index)) {
                return i;
            }
        }
        return -1;
    }

    /** XML knows one end of a line. */
    private static String withLineFeeds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String dereferenced(String text) {
        int reference = text.indexOf('&');
        if (reference < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        for (; reference >= 0; reference = text.indexOf('&', from)) {
            int which = reference(text, reference);
            plain.append(text, from, reference).append(REFERRED.charAt(which));
            from = reference + REFERENCES[which].length();
        }
        return plain.append(text, from, text.length()).toString();
    }

    /** A name of ASCII letters, digits and the like, without a namespace's prefix. */
    private boolean name() {
        int start = at;
        if (at < xml.length() && isLetter(xml.charAt(at))) {
            at++;
            while (at < xml.length() && isOfName(xml.charAt(at))) {
                at++;
            }
        }
        return at > start && at - start <= LONGEST_NAME;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isOfName(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    private boolean skip(char wanted) {
        if (at == xml.length() || xml.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether there was one. */
    private boolean skipBlanks() {
        int start = at;
        while (at < xml.length() && isBlank(xml.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
