package io.github.shtinkering.evtx;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes event log files, as Windows does: templates once a chunk, names once a chunk, values beside them. */
public final class EventLogWriter {
    static final int HEADER = 4096;
    static final int CHUNK = 65536;
    static final int RECORDS = 512;

    private static final int TEMPLATE_HEAD = 24;

    private final int minorVersion;
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] bytes = new byte[CHUNK];
    private ByteBuffer chunk = buffer(bytes).position(RECORDS);
    private Map<String, Integer> names = new HashMap<>();
    private Map<String, Integer> templates = new HashMap<>();
    private long firstRecord = 1;
    private long nextRecord = 1;
    private int lastRecordAt;

    EventLogWriter(int minorVersion) {
        this.minorVersion = minorVersion;
    }

    /** A file of version 3.2 that holds events, which are given as XML. */
    public static byte[] file(List<String> events) {
        EventLogWriter writer = new EventLogWriter(2);
        events.forEach(xml -> writer.add(XmlTree.of(xml)));
        return writer.file();
    }

    /** Adds an event, in a new chunk when this one is full. */
    void add(XmlTree.Element event) {
        int begin = chunk.position();
        Map<String, Integer> namesBefore = new HashMap<>(names);
        Map<String, Integer> templatesBefore = new HashMap<>(templates);
        try {
            record(event);
        } catch (BufferOverflowException e) {
            if (begin == RECORDS) {
                throw e;
            }
            names = namesBefore;
            templates = templatesBefore;
            chunk.position(begin);
            endChunk();
            record(event);
        }
        nextRecord++;
    }

    /** The number of chunks so far. */
    int chunks() {
        return chunks.size() + 1;
    }

    /** The file with all that was added. */
    byte[] file() {
        endChunk();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header());
        chunks.forEach(file::writeBytes);
        return file.toByteArray();
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void endChunk() {
        int end = chunk.position();
        java.util.Arrays.fill(bytes, end, CHUNK, (byte) 0);
        chunk.put(0, "ElfChnk\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        chunk.putLong(8, firstRecord).putLong(16, nextRecord - 1);
        chunk.putLong(24, firstRecord).putLong(32, nextRecord - 1);
        chunk.putInt(40, 128).putInt(44, lastRecordAt).putInt(48, end).putInt(120, 1);
        fixChecksums(bytes, 0);
        chunks.add(bytes);
        bytes = new byte[CHUNK];
        chunk = buffer(bytes).position(RECORDS);
        names.clear();
        templates.clear();
        firstRecord = nextRecord;
    }

    /** Makes a chunk's checksums right again. */
    static void fixChecksums(byte[] bytes, int chunkAt) {
        ByteBuffer file = buffer(bytes);
        CRC32 data = new CRC32();
        data.update(bytes, chunkAt + RECORDS, file.getInt(chunkAt + 48) - RECORDS);
        file.putInt(chunkAt + 52, (int) data.getValue());
        CRC32 head = new CRC32();
        head.update(bytes, chunkAt, 120);
        head.update(bytes, chunkAt + 128, RECORDS - 128);
        file.putInt(chunkAt + 124, (int) head.getValue());
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("ElfFile\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        header.putLong(16, chunks.size() - 1).putLong(24, nextRecord).putInt(32, 128);
        header.putShort(36, (short) minorVersion).putShort(38, (short) 3);
        header.putShort(40, (short) HEADER).putShort(42, (short) chunks.size());
        CRC32 crc = new CRC32();
        crc.update(header.array(), 0, 120);
        header.putInt(124, (int) crc.getValue());
        return header.array();
    }

    private void record(XmlTree.Element event) {
        int begin = chunk.position();
        chunk.putInt(0x2a2a).putInt(0).putLong(nextRecord).putLong(133_760_000_000_000_000L + nextRecord);
        fragmentHead();
        instance(event);
        chunk.put((byte) 0);
        while ((chunk.position() - begin) % 8 != 4) {
            chunk.put((byte) 0);
        }
        lastRecordAt = begin;
        int size = chunk.position() + 4 - begin;
        chunk.putInt(size).putInt(begin + 4, size);
    }

    private void fragmentHead() {
        chunk.put((byte) 0x0f).put((byte) 1).put((byte) 1).put((byte) 0);
    }

    /** A template with its values; the definition stands where it is first used. */
    private void instance(XmlTree.Element root) {
        List<XmlTree> values = new ArrayList<>();
        String shape = shape(root);
        chunk.put((byte) 0x0c).put((byte) 1).putInt(shape.hashCode());
        Integer known = templates.get(shape);
        if (known != null) {
            chunk.putInt(known);
            collect(root, values);
        } else {
            int at = chunk.position() + 4;
            templates.put(shape, at);
            chunk.putInt(at)
                    .putInt(0)
                    .putInt(shape.hashCode())
                    .putLong(1)
                    .putInt(2)
                    .putInt(0);
            fragmentHead();
            element(root, values);
            chunk.put((byte) 0);
            chunk.putInt(at + TEMPLATE_HEAD - 4, chunk.position() - at - TEMPLATE_HEAD);
        }
        values(values);
    }

    private void values(List<XmlTree> values) {
        chunk.putInt(values.size());
        int descriptors = chunk.position();
        values.forEach(value -> chunk.putInt(0));
        for (int i = 0; i < values.size(); i++) {
            int begin = chunk.position();
            int type = ValueType.BINARY_XML;
            if (values.get(i) instanceof XmlTree.Nested nested) {
                fragmentHead();
                instance(nested.root());
                chunk.put((byte) 0);
            } else if (values.get(i) instanceof XmlTree.Value value) {
                type = value.type();
                chunk.put(value.bytes());
            }
            chunk.putShort(descriptors + 4 * i, (short) (chunk.position() - begin));
            chunk.put(descriptors + 4 * i + 2, (byte) type);
        }
    }

    private void element(XmlTree.Element element, List<XmlTree> values) {
        boolean hasAttributes = !element.attributes().isEmpty();
        chunk.put((byte) (hasAttributes ? 0x41 : 0x01)).putShort((short) -1).putInt(0);
        int begin = chunk.position();
        name(element.name());
        if (hasAttributes) {
            attributes(element, values);
        }
        if (element.children().isEmpty()) {
            chunk.put((byte) 0x03);
        } else {
            chunk.put((byte) 0x02);
            element.children().forEach(child -> content(child, values, false));
            chunk.put((byte) 0x04);
        }
        chunk.putInt(begin - 4, chunk.position() - begin);
    }

    private void attributes(XmlTree.Element element, List<XmlTree> values) {
        chunk.putInt(0);
        int begin = chunk.position();
        int left = element.attributes().size();
        for (Map.Entry<String, XmlTree> attribute : element.attributes().entrySet()) {
            chunk.put((byte) (--left > 0 ? 0x46 : 0x06));
            name(attribute.getKey());
            content(attribute.getValue(), values, true);
        }
        chunk.putInt(begin - 4, chunk.position() - begin);
    }

    private void content(XmlTree content, List<XmlTree> values, boolean inAttribute) {
        if (content instanceof XmlTree.Element element) {
            element(element, values);
        } else if (content instanceof XmlTree.Text text) {
            byte[] bytes = text.text().getBytes(UTF_16LE);
            chunk.put((byte) 0x05)
                    .put((byte) 1)
                    .putShort((short) (bytes.length / 2))
                    .put(bytes);
        } else {
            chunk.put((byte) (inAttribute ? 0x0e : 0x0d))
                    .putShort((short) values.size())
                    .put((byte) 1);
            values.add(content);
        }
    }

    private void name(String name) {
        Integer known = names.get(name);
        if (known != null) {
            chunk.putInt(known);
            return;
        }
        int at = chunk.position() + 4;
        names.put(name, at);
        chunk.putInt(at).putInt(0).putShort((short) name.hashCode()).putShort((short) name.length());
        chunk.put(name.getBytes(UTF_16LE)).putShort((short) 0);
    }

    private static void collect(XmlTree tree, List<XmlTree> values) {
        if (tree instanceof XmlTree.Element element) {
            element.attributes().values().forEach(attribute -> collect(attribute, values));
            element.children().forEach(child -> collect(child, values));
        } else if (!(tree instanceof XmlTree.Text)) {
            values.add(tree);
        }
    }

    /** What a template is, its values apart. */
    private static String shape(XmlTree tree) {
        if (tree instanceof XmlTree.Element element) {
            StringBuilder shape = new StringBuilder("(" + element.name());
            element.attributes()
                    .forEach((name, value) ->
                            shape.append(' ').append(name).append('=').append(shape(value)));
            element.children().forEach(child -> shape.append('/').append(shape(child)));
            return shape.append(')').toString();
        }
        return tree instanceof XmlTree.Text text ? "'" + text.text() + "'" : "%";
    }
}
