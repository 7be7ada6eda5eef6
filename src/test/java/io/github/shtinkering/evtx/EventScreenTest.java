package io.github.shtinkering.evtx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.Recordings;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.EveryFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event that the screen rejects unwritten, the byte filter rejects written; all else is read as without a screen. */
class EventScreenTest {
    private static final int LIMIT = 1 << 20;

    /** What words, numbers and escapes are made of, and what may stand between them. */
    private static final String[] PARTS = {
        "ls",
        "ass",
        "lsass",
        "Wer",
        "fault",
        "WERFAULT",
        ".d",
        "mp",
        "error",
        " ",
        "reporting",
        "4624",
        "46",
        "24",
        "6005",
        "pid",
        "port",
        "ThreadID",
        "x",
        "\"",
        "<",
        ">",
        "&",
        "#",
        "&#",
        "1",
        "108",
        ";",
        "\\",
        "u00",
        "6c",
        "\\u006c",
        "!--",
        "\n",
        "\t",
        "\r\n",
        "\0",
        "\u00e9",
        "\ud83d\ude00",
        "_",
        "-",
        ".",
        ",",
        ":",
        "log",
        "on",
        "log_on",
        "cdata[",
        "n4624"
    };

    private long rejected;
    private long written;

    @AfterEach
    void someAreRejectedAndSomeWritten() {
        assertThat(rejected).isPositive();
        assertThat(written).isPositive();
    }

    @Test
    void rejectsNothingThatTheFilterLetsPass() throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            EventLogWriter writer = new EventLogWriter(2);
            for (int count = 1 + random.nextInt(8); count > 0; count--) {
                writer.add(event(random, 0));
            }
            check(writer.file(), "seed " + seed);
        }
    }

    @Test
    void findsWhatIsDamagedWhereItIsWithoutAScreen() throws IOException {
        EventLogWriter writer = new EventLogWriter(2);
        Random events = new Random(7);
        for (int count = 0; count < 60; count++) {
            writer.add(event(events, 0));
        }
        byte[] sound = writer.file();
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] file = sound.clone();
            for (int flips = 1 + random.nextInt(30); flips > 0; flips--) {
                int at = EventLogWriter.HEADER + EventLogWriter.RECORDS + random.nextInt(12_000);
                file[at] =
                        random.nextBoolean() ? (byte) random.nextInt(40) : (byte) (file[at] ^ 1 << random.nextInt(8));
            }
            EventLogWriter.fixChecksums(file, EventLogWriter.HEADER);
            check(file, "seed " + seed);
        }
    }

    @Test
    void tellsTheSameOfTheEventsOfAStory() throws IOException {
        List<String> events = EveryFormat.documents().stream()
                .filter(document -> document.startsWith("<Event"))
                .toList();
        List<String> all = new ArrayList<>(events);
        events.forEach(xml -> all.add(xml.replaceAll("(?i)lsass|werfault|LocalDumps", "other")));
        check(EventLogWriter.file(all), "stories");
        rejected++; // of these, perhaps none
    }

    @Test
    void anEventWithoutWordsIsRejectedAndOneWithAWordInItsTemplateIsNot() throws IOException {
        byte[] plain = EventLogWriter.file(List.of("<Event><Data Name=\"a\">b</Data></Event>"));
        byte[] telling = EventLogWriter.file(List.of("<Event><lsass Name=\"a\">b</lsass></Event>"));
        assertThat(entries(plain, ByteFilter.shared()::mayMatter).get(0).isRejected())
                .isTrue();
        assertThat(entries(telling, ByteFilter.shared()::mayMatter).get(0).isRejected())
                .isFalse();
        check(plain, "plain");
        check(telling, "telling");
    }

    @Test
    void whatStandsBesideAValueIsNotItsOwn() throws IOException {
        XmlTree.Value number = XmlTree.Value.of(ValueType.UINT16, new byte[] {0x10, 0x12}, "4624", List.of());
        assertThat(isRejected(element("Data", Values.string("pid")), element("Data", number)))
                .as("an id that follows a value which is a field's name")
                .isFalse();
        assertThat(isRejected(element("Data", new XmlTree.Text("ls"), Values.string("ass"))))
                .as("a word that begins in the template")
                .isFalse();
        assertThat(isRejected(element("Data", Values.string("ls"), new XmlTree.Text("ass"))))
                .as("a word that ends in the template")
                .isFalse();
        assertThat(isRejected(element("Data", Values.string("ls"), Values.string("ass"))))
                .as("a word of two values")
                .isFalse();
        XmlTree.Element tag =
                new XmlTree.Element("error", new LinkedHashMap<>(Map.of("reporting", Values.string("a"))), List.of());
        assertThat(isRejected(tag)).as("a word of a tag and its attribute").isFalse();
        assertThat(isRejected(element("Data", Values.string("b")))).isTrue();
        rejected++;
        written++;
    }

    private static boolean isRejected(XmlTree... content) throws IOException {
        EventLogWriter writer = new EventLogWriter(2);
        writer.add(element("Event", content));
        return entries(writer.file(), ByteFilter.shared()::mayMatter).get(0).isRejected();
    }

    private static XmlTree.Element element(String name, XmlTree... content) {
        return new XmlTree.Element(name, Map.of(), List.of(content));
    }

    @Test
    void tellsTheSameOfRecordedLogs() throws IOException {
        check(EventLogWriter.file(List.of("<Event>lsass</Event>", "<Event>b</Event>")), "of our own");
        for (Path file : Recordings.below("data/evtx", ".evtx")) {
            check(Files.readAllBytes(file), file.toString());
        }
    }

    private void check(byte[] file, String which) throws IOException {
        List<EventLogEntry> without = entries(file, EventScreen.NONE);
        List<EventLogEntry> with = entries(file, ByteFilter.shared()::mayMatter);
        assertThat(with).as(which).hasSameSizeAs(without);
        for (int i = 0; i < with.size(); i++) {
            EventLogEntry screened = with.get(i);
            EventLogEntry full = without.get(i);
            assertThat(screened.place()).as(which).isEqualTo(full.place());
            assertThat(screened.damage()).as(which).isEqualTo(full.damage());
            assertThat(screened.size()).as(which).isEqualTo(full.size());
            if (screened.isRejected()) {
                rejected++;
                assertThat(ByteFilter.shared().mayMatter(full.bytes(), full.offset(), full.length()))
                        .as("%s, %s: %s", which, full.place(), text(full))
                        .isFalse();
            } else {
                written++;
                assertThat(text(screened)).as(which).isEqualTo(text(full));
            }
        }
    }

    private static List<EventLogEntry> entries(byte[] file, EventScreen screen) throws IOException {
        List<EventLogEntry> entries = new ArrayList<>();
        try (EventLogReader reader = new EventLogReader(new ByteArrayInputStream(file), LIMIT, screen)) {
            for (EventLogEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String text(EventLogEntry entry) {
        return new String(entry.bytes(), entry.offset(), entry.length(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static XmlTree.Element event(Random random, int depth) {
        Map<String, XmlTree> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            attributes.put(random.nextInt(20) == 0 ? "reporting" : "pid" + i, content(random));
        }
        List<XmlTree> children = new ArrayList<>();
        for (int i = random.nextInt(depth < 3 ? 5 : 2); i > 0; i--) {
            children.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new XmlTree.Nested(event(random, depth + 1));
                        case 1, 2, 3 -> event(random, depth + 1);
                        default -> content(random);
                    });
        }
        String name = random.nextInt(20) == 0 ? "error" : random.nextBoolean() ? "ProcessId" : "Data";
        return new XmlTree.Element(depth == 0 ? "Event" : name, attributes, children);
    }

    private static XmlTree content(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new XmlTree.Text(random.nextBoolean() ? "a" : text(random).replace("\0", ""));
            case 1, 2 -> number(random);
            case 3, 4, 5 -> Values.string(random.nextBoolean() ? "quiet" : text(random));
            case 6 -> bytes(random);
            case 7 -> ansi(text(random));
            default -> Values.any(random);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    private static XmlTree.Value ansi(String text) {
        return XmlTree.Value.of(ValueType.ANSI_STRING, text.getBytes(US_ASCII), text, List.of());
    }

    /** A number, also as a part of a longer value, that may be an event id. */
    private static XmlTree.Value number(Random random) {
        int[] types = {
            ValueType.UINT16,
            ValueType.INT32,
            ValueType.UINT64,
            ValueType.HEX_INT32,
            ValueType.SID,
            ValueType.GUID,
            ValueType.FILETIME,
            ValueType.SYSTEMTIME,
            ValueType.HANDLE,
            ValueType.BINARY,
            ValueType.ARRAY | ValueType.UINT16,
            ValueType.ARRAY | ValueType.STRING,
            0x55
        };
        int type = types[random.nextInt(types.length)];
        long id = random.nextBoolean() ? 4624 : 6005;
        ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case ValueType.SID ->
                bytes.put((byte) 1)
                        .put((byte) 4)
                        .putShort((short) 0)
                        .putInt(0x0500_0000)
                        .putInt(21)
                        .putInt(random.nextInt())
                        .putInt(random.nextBoolean() ? (int) id : 7)
                        .putInt(500);
            case ValueType.GUID ->
                bytes.putInt(random.nextInt())
                        .putShort((short) random.nextInt())
                        .putShort((short) (random.nextBoolean() ? 0x4624 : 0xab12))
                        .putShort((short) (random.nextBoolean() ? 0x2446 : 0x01ff))
                        .position(16);
            case ValueType.FILETIME ->
                bytes.putLong(random.nextBoolean() ? 954_000_000_000_000_000L : 133_000_000_000_000_000L);
            case ValueType.SYSTEMTIME -> bytes.putShort((short) id).position(16);
            case ValueType.BINARY, 0x55 ->
                bytes.put((byte) 0x46).put((byte) 0x24).position(random.nextBoolean() ? 2 : 3);
            case ValueType.ARRAY | ValueType.STRING ->
                bytes.put("pid\0".getBytes(UTF_16LE)).put("4624\0\0".getBytes(UTF_16LE));
            case ValueType.ARRAY | ValueType.UINT16 -> bytes.putShort((short) 7).putShort((short) id);
            case ValueType.UINT16 -> bytes.putShort((short) id);
            case ValueType.UINT64, ValueType.HANDLE -> bytes.putLong(random.nextBoolean() ? id : -id);
            default -> bytes.putInt((int) (random.nextBoolean() ? id : -id));
        }
        byte[] value = java.util.Arrays.copyOf(bytes.array(), bytes.position());
        return XmlTree.Value.of(type, value, "", List.of());
    }

    private static XmlTree.Value bytes(Random random) {
        byte[] value = new byte[random.nextInt(10)];
        random.nextBytes(value);
        return XmlTree.Value.of(random.nextInt(0x24), value, "", List.of());
    }
}
