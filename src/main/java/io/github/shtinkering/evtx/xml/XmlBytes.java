package io.github.shtinkering.evtx.xml;

/** Bytes that are XML already. */
public final class XmlBytes {
    /** What ends an attribute's value. */
    public static final XmlBytes QUOTE = new XmlBytes(new byte[] {'"'});

    private final byte[] bytes;

    public XmlBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public int length() {
        return bytes.length;
    }

    /** Whether no text can go on from what stands before it into this. */
    public boolean beginsApart() {
        return bytes[0] == '<' || bytes[0] == '"';
    }

    /** Whether no text can go on from this into what stands behind it. */
    public boolean endsApart() {
        byte last = bytes[bytes.length - 1];
        return last == '>' || last == '"';
    }

    public void writeTo(XmlOutput out) throws DamagedException {
        out.raw(bytes);
    }
}
