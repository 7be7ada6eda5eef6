package io.github.shtinkering.evtx;

import java.util.List;

/** A stretch of an event's XML, as a template holds it: fixed, or with places for a record's values. */
interface Piece {
    /** Writes it with a record's values. */
    void write(TemplateValues values, EventRenderer renderer) throws DamagedException;

    /** XML that is the same in every record. */
    record Fixed(Xml xml) implements Piece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.fixed(xml);
        }
    }

    /** One place for a value. */
    record Place(int index, boolean inAttribute) implements Piece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.value(values, index, inAttribute);
        }
    }

    /** An attribute that is left out where its only value is null. */
    record OptionalAttribute(Xml opening, int index) implements Piece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            if (values.type(index) != ValueType.NULL) {
                renderer.fixed(opening);
                renderer.value(values, index, true);
                renderer.fixed(Xml.QUOTE);
            }
        }
    }

    /** An element of nothing but one value: it is written once for each element of an array. */
    record Repeated(List<Piece> opening, int index, Xml closing) implements Piece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.repeated(values, index, opening, closing);
        }
    }

    /** A template within, with values of its own. */
    record Instance(int template, TemplateValues own) implements Piece {
        @Override
        public void write(TemplateValues values, EventRenderer renderer) throws DamagedException {
            renderer.instance(template, own);
        }
    }

    /** Writes one piece after another. */
    static void writeAll(List<Piece> pieces, TemplateValues values, EventRenderer renderer) throws DamagedException {
        for (Piece piece : pieces) {
            piece.write(values, renderer);
        }
    }
}
