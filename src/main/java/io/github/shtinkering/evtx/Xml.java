package io.github.shtinkering.evtx;

/** Bytes that are XML already. */
final class Xml {
    /** What ends an attribute's value. */
    static final Xml QUOTE = new Xml(new byte[] {'"'});

    private final byte[] bytes;

    Xml(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    /** Whether no text can go on from what stands before it into this. */
    boolean beginsApart() {
        return bytes[0] == '<' || bytes[0] == '"';
    }

    /** Whether no text can go on from this into what stands behind it. */
    boolean endsApart() {
        byte last = bytes[bytes.length - 1];
        return last == '>' || last == '"';
    }

    void writeTo(XmlOutput out) throws DamagedException {
        out.raw(bytes);
    }
}
