package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.XmlBytes;
import java.util.List;

/** A stretch of an event's XML, as a template holds it: fixed, or with places for a record's values. */
interface TemplatePiece {
    /** Writes it with a record's values. */
    void write(TemplateValues values, EventRenderer renderer) throws DamagedException;

    /** XML that is the same in every record. */
    record Fixed(XmlBytes xml) implements TemplatePiece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.fixed(xml);
        }
    }

    /** One place for a value. */
    record Place(int index, boolean inAttribute) implements TemplatePiece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.value(values, index, inAttribute);
        }
    }

    /** An attribute that is left out where its only value is null. */
    record OptionalAttribute(XmlBytes opening, int index) implements TemplatePiece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            if (values.type(index) != ValueType.NULL) {
                renderer.fixed(opening);
                renderer.value(values, index, true);
                renderer.fixed(XmlBytes.QUOTE);
            }
        }
    }

    /** An element of nothing but one value: it is written once for each element of an array. */
    record Repeated(List<TemplatePiece> opening, int index, XmlBytes closing) implements TemplatePiece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.repeated(values, index, opening, closing);
        }
    }

    /** A template within, with values of its own. */
    record Instance(int template, TemplateValues own) implements TemplatePiece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.instance(template, own);
        }
    }

    /** Writes one piece after another. */
    static void writeAll(List<TemplatePiece> pieces, TemplateValues values, EventRenderer renderer)
            throws DamagedException {
        for (TemplatePiece piece : pieces) {
            piece.write(values, renderer);
        }
    }
}
