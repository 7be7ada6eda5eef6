package io.github.shtinkering.evtx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** Logs that this project wrote itself; {@link EventLogWriter} knows the format from the other side. */
class EventLogReaderTest {
    private static final int LIMIT = 1 << 20;
    private static final int CHUNK_AT = EventLogWriter.HEADER;
    private static final int RECORDS_AT = CHUNK_AT + EventLogWriter.RECORDS;

    @Test
    void readsWhatWasWritten() throws IOException {
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            EventLogWriter writer = new EventLogWriter(random.nextInt(3));
            List<String> written = new ArrayList<>();
            List<XmlTree.Element> shapes = new ArrayList<>();
            for (int count = 1 + random.nextInt(60); count > 0; count--) {
                XmlTree.Element event = shapes.isEmpty() || random.nextInt(3) == 0
                        ? Events.any(random)
                        : Events.again(shapes.get(random.nextInt(shapes.size())), random);
                shapes.add(event);
                writer.add(event);
                written.add(event.xml());
            }
            assertThat(read(writer.file())).as("seed %d", seed).isEqualTo(written);
        }
    }

    @Test
    void readsEveryChunk() throws IOException {
        EventLogWriter writer = new EventLogWriter(1);
        List<String> written = fill(writer, 4);
        List<EventLogEntry> entries = entries(writer.file());
        assertThat(entries).extracting(EventLogReaderTest::text).isEqualTo(written);
        assertThat(entries)
                .extracting(entry -> entry.place().record())
                .isEqualTo(IntStream.rangeClosed(1, written.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(entries.get(0).place().chunk()).isEqualTo(1);
        assertThat(entries.get(entries.size() - 1).place().chunk()).isEqualTo(4);
    }

    @Test
    void passesOverBlankChunks() throws IOException {
        byte[] file = small("a", "b");
        assertThat(read(Arrays.copyOf(file, file.length + 2 * EventLogWriter.CHUNK)))
                .hasSize(2);
        assertThat(read(Arrays.copyOf(file, file.length + 100))).hasSize(2);
    }

    @Test
    void tellsWhichChunkIsNone() throws IOException {
        EventLogWriter writer = new EventLogWriter(2);
        List<String> written = fill(writer, 3);
        byte[] file = writer.file();
        file[CHUNK_AT + EventLogWriter.CHUNK] = 'X';
        List<EventLogEntry> entries = entries(file);
        assertThat(damages(entries)).containsExactly("2/-1: it does not begin as a chunk does");
        assertThat(texts(entries)).isSubsetOf(written).hasSizeGreaterThan(written.size() / 3);
    }

    @Test
    void tellsWhichRecordIsDamagedAndReadsTheOthers() throws IOException {
        byte[] file = small("a", "b", "c");
        int second = RECORDS_AT + size(file, RECORDS_AT);
        file[second + 24] = 0x77; // no token
        List<EventLogEntry> entries = entries(file);
        assertThat(texts(entries)).containsExactly(event("a"), event("c"));
        assertThat(damages(entries)).containsExactly("1/2: token 55 cannot stand at byte " + (second - CHUNK_AT + 24));
    }

    @Test
    void findsTheRecordBehindOneWhoseSizeIsWrong() throws IOException {
        byte[] file = small("a", "b", "c");
        int second = RECORDS_AT + size(file, RECORDS_AT);
        file[second + 4] ^= 8;
        List<EventLogEntry> entries = entries(file);
        assertThat(texts(entries)).containsExactly(event("a"), event("c"));
        assertThat(damages(entries)).containsExactly("1/2: no whole record stands at byte " + (second - CHUNK_AT));
    }

    @Test
    void saysThatAChecksumIsWrong() throws IOException {
        byte[] file = small("a", "bbbb");
        int changed = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("b\0b\0b\0b");
        file[changed] = 'x';
        List<EventLogEntry> entries = entries(file);
        assertThat(texts(entries)).containsExactly(event("a"), event("xbbb"));
        assertThat(damages(entries))
                .containsExactly(
                        "1/-1: the checksum of its records is wrong; they were read, and may have been changed");
        byte[] head = small("a", "b");
        head[CHUNK_AT + 200] = 1;
        assertThat(texts(entries(head))).containsExactly(event("a"), event("b"));
        assertThat(damages(entries(head)))
                .containsExactly("1/-1: its head is damaged; its records were read as far as they are whole");
    }

    @Test
    void believesNoChecksumThatIsNotThere() throws IOException {
        byte[] file = small("a", "b");
        file[CHUNK_AT + 52] ^= 1;
        file[120] = FileHeader.NO_CHECKSUMS;
        assertThat(read(file)).containsExactly(event("a"), event("b"));
    }

    @Test
    void readsALogThatWasCopiedWhileItWasWrittenTo() throws IOException {
        byte[] file = small("a", "b", "c");
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int firstEnd = EventLogWriter.RECORDS + size(file, RECORDS_AT);
        bytes.putInt(CHUNK_AT + 48, firstEnd);
        EventLogWriter.fixChecksums(file, CHUNK_AT);
        assertThat(read(file)).as("what stands behind the end is old").containsExactly(event("a"));
        file[120] = 1;
        assertThat(read(file)).containsExactly(event("a"), event("b"), event("c"));
        file[CHUNK_AT + 52] ^= 1;
        file[CHUNK_AT + 124] ^= 1;
        assertThat(read(file)).as("checksums come later").containsExactly(event("a"), event("b"), event("c"));
    }

    @Test
    void readsAVersionThatItDoesNotKnowAndSaysSo() throws IOException {
        byte[] file = small("a");
        file[38] = 4;
        fixHeader(file);
        assertThat(damages(entries(file))).containsExactly("0/-1: the file is of version 4.2, not of 3.0 to 3.2");
        assertThat(texts(entries(file))).containsExactly(event("a"));
    }

    @Test
    void usesACutFileAsFarAsItGoes() throws IOException {
        EventLogWriter writer = new EventLogWriter(2);
        List<String> written = fill(writer, 2);
        byte[] file = writer.file();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int length = random.nextInt(file.length);
            List<EventLogEntry> entries = entries(Arrays.copyOf(file, length));
            List<String> texts = texts(entries);
            assertThat(texts).isEqualTo(written.subList(0, texts.size()));
            boolean isWhole = length == CHUNK_AT || length == CHUNK_AT + EventLogWriter.CHUNK;
            if (!isWhole && texts.size() < written.size()) {
                assertThat(damages(entries)).as("cut at %d", length).hasSize(1);
            }
        }
    }

    @Test
    void saysWhyAFileCannotBeUnpackedFurther() throws IOException {
        byte[] file = small("a", "b");
        for (int whole : new int[] {0, 100, CHUNK_AT, RECORDS_AT + 10, RECORDS_AT + 5_000, file.length}) {
            InputStream broken = new InputStream() {
                private int at;

                @Override
                public int read() throws IOException {
                    if (at == whole) {
                        throw new ZipException("torn");
                    }
                    return file[at++] & 0xff;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    target[offset] = (byte) read();
                    return 1;
                }
            };
            assertThat(damages(entries(broken))).as("broken at %d", whole).hasSize(1);
        }
    }

    @Test
    void nothingThatAFileHoldsMakesItThrowOrGrow() throws IOException {
        EventLogWriter writer = new EventLogWriter(2);
        fill(writer, 1);
        byte[] sound = writer.file();
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] file = sound.clone();
            for (int flips = 1 + random.nextInt(1 << random.nextInt(10)); flips > 0; flips--) {
                int at = random.nextBoolean() ? random.nextInt(file.length) : RECORDS_AT + random.nextInt(2_000);
                file[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (file[at] ^ 1 << random.nextInt(8));
            }
            if (random.nextBoolean()) {
                file[120] |= FileHeader.NO_CHECKSUMS;
                fixHeader(file);
            }
            long bytes = 0;
            for (EventLogEntry entry : entries(file)) {
                bytes += entry.length();
                assertThat(entry.length()).isLessThanOrEqualTo(LIMIT);
            }
            assertThat(bytes).as("seed %d", seed).isLessThan(40L << 20);
        }
    }

    @Test
    void aTemplateWithinItselfEnds() throws IOException {
        byte[] file = small("a");
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int definition = bytes.getInt(RECORDS_AT + 24 + 4 + 6);
        int content = CHUNK_AT + definition + 24;
        // Twice itself, without values, and the end: every step doubles what is to be done.
        for (int i = 0; i < 2; i++) {
            bytes.position(content + 14 * i);
            bytes.put((byte) 0x0c).put((byte) 1).putInt(0).putInt(definition).putInt(0);
        }
        bytes.put((byte) 0);
        assertThat(damages(entries(file))).containsExactly("1/1: its templates are nested too deep");
    }

    @Test
    void aValueThatIsNamedOverAndOverIsBounded() throws IOException {
        String longText = "x".repeat(20_000);
        List<XmlTree> children = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            children.add(Values.string(i == 0 ? longText : "y"));
        }
        EventLogWriter writer = new EventLogWriter(2);
        writer.add(new XmlTree.Element("Event", Map.of(), List.of(new XmlTree.Element("Data", Map.of(), children))));
        byte[] file = writer.file();
        for (int at = RECORDS_AT; at < file.length - 4; at++) {
            if (file[at] == 0x0d && file[at + 3] == 1 && file[at + 4] == 0x0d) {
                file[at + 1] = 0;
                file[at + 2] = 0;
            }
        }
        assertThat(damages(entries(file))).containsExactly("1/1: it would write more XML than an event has room for");
    }

    @Test
    void writesNothingThatIsNoXml() throws IOException {
        assertThat(read(small("a\u0000\u0001\ud800b\uffff"))).containsExactly(event("a\ufffd\ufffd\ufffdb\ufffd"));
        assertThat(read(small("\ud83d\ude00"))).containsExactly(event("\ud83d\ude00"));
        assertThat(read(small("ends\u0000\u0000"))).containsExactly(event("ends"));
    }

    private static byte[] small(String... values) {
        EventLogWriter writer = new EventLogWriter(2);
        for (String value : values) {
            writer.add(new XmlTree.Element("Event", Map.of(), List.of(Values.string(value))));
        }
        return writer.file();
    }

    private static String event(String value) {
        return "<Event>" + value + "</Event>";
    }

    /** Adds events until so many chunks are begun. */
    private static List<String> fill(EventLogWriter writer, int chunks) {
        Random random = new Random(42);
        List<String> written = new ArrayList<>();
        while (writer.chunks() < chunks || written.size() < 20) {
            XmlTree.Element event = Events.any(random);
            writer.add(event);
            written.add(event.xml());
        }
        return written;
    }

    private static int size(byte[] file, int record) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(record + 4);
    }

    private static void fixHeader(byte[] file) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(file, 0, 120);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(124, (int) crc.getValue());
    }

    private static List<String> read(byte[] file) throws IOException {
        List<EventLogEntry> entries = entries(file);
        assertThat(damages(entries)).isEmpty();
        return texts(entries);
    }

    private static List<EventLogEntry> entries(byte[] file) throws IOException {
        return entries(new ByteArrayInputStream(file));
    }

    private static List<EventLogEntry> entries(InputStream file) throws IOException {
        List<EventLogEntry> entries = new ArrayList<>();
        try (EventLogReader reader = new EventLogReader(file, LIMIT)) {
            for (EventLogEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static List<String> texts(List<EventLogEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.damage() == null)
                .map(EventLogReaderTest::text)
                .toList();
    }

    private static String text(EventLogEntry entry) {
        return new String(entry.bytes(), entry.offset(), entry.length(), UTF_8);
    }

    private static List<String> damages(List<EventLogEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.damage() != null)
                .map(entry -> entry.place().chunk() + "/" + entry.place().record() + ": "
                        + Objects.requireNonNull(entry.damage()))
                .toList();
    }

    /** Events of any shape. */
    private static final class Events {
        private static final String[] NAMES = {"Event", "Data", "System", "EventID", "a.b-c", "x:y"};

        private Events() {}

        static XmlTree.Element any(Random random) {
            return element(random, 0);
        }

        private static XmlTree.Element element(Random random, int depth) {
            Map<String, XmlTree> attributes = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                attributes.put("At" + i, random.nextBoolean() ? Values.any(random) : new XmlTree.Text("t&\"" + i));
            }
            List<XmlTree> children = new ArrayList<>();
            for (int i = random.nextInt(depth < 4 ? 5 : 1); i > 0; i--) {
                children.add(
                        switch (random.nextInt(5)) {
                            case 0 -> new XmlTree.Text("fixed <" + i);
                            case 1 -> new XmlTree.Nested(element(random, depth + 1));
                            case 2, 3 -> element(random, depth + 1);
                            default -> Values.any(random);
                        });
            }
            return new XmlTree.Element(NAMES[random.nextInt(NAMES.length)], attributes, children);
        }

        /** The same shape, with other values. */
        static XmlTree.Element again(XmlTree.Element event, Random random) {
            Map<String, XmlTree> attributes = new LinkedHashMap<>();
            event.attributes().forEach((name, value) -> attributes.put(name, other(value, random)));
            return new XmlTree.Element(
                    event.name(),
                    attributes,
                    event.children().stream().map(child -> other(child, random)).toList());
        }

        private static XmlTree other(XmlTree tree, Random random) {
            if (tree instanceof XmlTree.Element element) {
                return again(element, random);
            }
            return tree instanceof XmlTree.Value ? Values.any(random) : tree;
        }
    }
}
