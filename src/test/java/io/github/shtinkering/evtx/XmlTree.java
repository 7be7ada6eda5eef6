package io.github.shtinkering.evtx;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** An event as it is written into a log: what is fixed, and what is a value. */
sealed interface XmlTree {
    /** The XML that a reader has to make of it. */
    String xml();

    /** An element; attributes in order. */
    record Element(String name, Map<String, XmlTree> attributes, List<XmlTree> children) implements XmlTree {
        @Override
        public String xml() {
            if (children.size() == 1
                    && children.get(0) instanceof Value value
                    && !value.elements().isEmpty()) {
                return value.elements().stream().map(this::around).collect(Collectors.joining());
            }
            return children.isEmpty()
                    ? "<" + name + attributesXml() + "/>"
                    : around(children.stream().map(XmlTree::xml).collect(Collectors.joining()));
        }

        private String around(String content) {
            return "<" + name + attributesXml() + ">" + content + "</" + name + ">";
        }

        private String attributesXml() {
            return attributes.entrySet().stream()
                    .filter(attribute -> !(attribute.getValue() instanceof Value value) || !value.isNull())
                    .map(attribute -> " " + attribute.getKey() + "=\"" + inAttribute(attribute.getValue()) + "\"")
                    .collect(Collectors.joining());
        }

        private static String inAttribute(XmlTree value) {
            return value.xml().replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;");
        }
    }

    /** Text that is part of the template. */
    record Text(String text) implements XmlTree {
        @Override
        public String xml() {
            return escaped(text);
        }
    }

    /**
     * A value that each record has of its own.
     *
     * @param hex its bytes
     * @param written what a reader has to write for it; for an array, all elements with commas between them
     * @param elements of an array, as they have to be written; else empty
     */
    record Value(int type, String hex, String written, List<String> elements) implements XmlTree {
        static Value of(int type, byte[] bytes, String written, List<String> elements) {
            return new Value(type, HexFormat.of().formatHex(bytes), written, elements);
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String xml() {
            return escaped(written);
        }

        boolean isNull() {
            return type == ValueType.NULL;
        }
    }

    /** A value that is itself XML, with a template of its own. */
    record Nested(Element root) implements XmlTree {
        @Override
        public String xml() {
            return root.xml();
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Reads XML; texts and the values of attributes become values, as in the logs of Windows. */
    static Element of(String xml) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
            return element(document.getDocumentElement());
        } catch (Exception e) {
            throw new IllegalArgumentException(xml, e);
        }
    }

    private static Element element(Node node) {
        Map<String, XmlTree> attributes = new LinkedHashMap<>();
        for (int i = 0; i < node.getAttributes().getLength(); i++) {
            Node attribute = node.getAttributes().item(i);
            boolean isFixed = attribute.getNodeName().equals("Name")
                    || attribute.getNodeName().equals("xmlns");
            attributes.put(
                    attribute.getNodeName(),
                    isFixed ? new Text(attribute.getNodeValue()) : Values.string(attribute.getNodeValue()));
        }
        List<XmlTree> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                children.add(element(child));
            } else if (!child.getTextContent().isBlank() || node.getChildNodes().getLength() == 1) {
                children.add(Values.string(child.getTextContent()));
            }
        }
        return new Element(node.getNodeName(), attributes, children);
    }
}
