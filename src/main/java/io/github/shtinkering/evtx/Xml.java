package io.github.shtinkering.evtx;

/** Bytes that are XML already. */
final class Xml {
    /** What ends an attribute's value. */
    static final Xml QUOTE = new Xml(new byte[] {'"'});

    private final byte[] bytes;

    Xml(byte[] bytes) {
        this.bytes = bytes;
    }

    void writeTo(XmlOutput out) throws DamagedException {
        out.raw(bytes);
    }
}
