package io.github.shtinkering.ingest.source.file.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentSplitterTest {
    private static final int LIMIT = 200;

    @Test
    void cutsLinesWithoutBlanksAndByteOrderMark() throws IOException {
        assertThat(documents("\uFEFF{\"a\":1}\r\n\n  \n{\"b\":2}\nnonsense\n{\"c\":3}"))
                .containsExactly("1 {\"a\":1}", "4 {\"b\":2}", "5 nonsense", "6 {\"c\":3}");
    }

    @Test
    void cutsLinesOfSyslog() throws IOException {
        assertThat(documents("<13>1 - h a - - - {\"a\":1}\n<14>1 - h a - - - <Event/>\n"))
                .containsExactly("1 <13>1 - h a - - - {\"a\":1}", "2 <14>1 - h a - - - <Event/>");
    }

    @Test
    void takesNothingFromBlankFiles() throws IOException {
        assertThat(documents("")).isEmpty();
        assertThat(documents("\uFEFF")).isEmpty();
        assertThat(documents(" \r\n\n")).isEmpty();
    }

    @Test
    void cutsPrettyPrintedDocuments() throws IOException {
        assertThat(documents("{\n \"a\": \"}{\"\n}\n{\n \"b\": [\n  {}\n ]\n}\n"))
                .containsExactly("1 {\n \"a\": \"}{\"\n}", "4 {\n \"b\": [\n  {}\n ]\n}");
    }

    @Test
    void cutsArraysIntoElements() throws IOException {
        assertThat(documents("[\n{\"a\":1},\n{\"b\":[2,{}]} , {\"c\":\"]\"}\n]\n"))
                .containsExactly("2 {\"a\":1}", "3 {\"b\":[2,{}]}", "3 {\"c\":\"]\"}");
    }

    @Test
    void leavesAnArrayOnOneLineToTheDecoder() throws IOException {
        assertThat(documents("[{\"a\":1},{\"b\":2}]\n{\"c\":3}\n"))
                .containsExactly("1 [{\"a\":1},{\"b\":2}]", "2 {\"c\":3}");
    }

    @Test
    void cutsAnArrayThatIsLongerThanTheLimit() throws IOException {
        String element = "{\"a\":\"" + "x".repeat(90) + "\"}";
        assertThat(documents("[" + element + "," + element + "," + element + "]"))
                .containsExactly("1 " + element, "1 " + element, "1 " + element);
    }

    @Test
    void goesOnBehindDocumentsThatAreCutOff() throws IOException {
        assertThat(documents("{\n\"a\": 1,\n{\n\"b\": 2\n}\n{\n\"c\": \"x\n{\n\"d\": 4\n}"))
                .containsExactly("1 {\n\"a\": 1,", "3 {\n\"b\": 2\n}", "6 {\n\"c\": \"x", "8 {\n\"d\": 4\n}");
    }

    @Test
    void aBrokenFirstLineDoesNotSwallowTheOthers() throws IOException {
        assertThat(documents("{\"a\": \"cut o\n{\"b\":2}\n{\"c\":3}\n"))
                .containsExactly("1 {\"a\": \"cut o", "2 {\"b\":2}", "3 {\"c\":3}");
        assertThat(documents("{\"a\": 1,\n{\"b\":2}\n{\"c\":3}\n"))
                .containsExactly("1 {\"a\": 1,", "2 {\"b\":2}", "3 {\"c\":3}");
    }

    /** A line of an attacker's, between the events of others. */
    @Test
    void whatOpensAndDoesNotCloseSwallowsNoEvent() throws IOException {
        assertThat(documents("<Event>1</Event>\n<!-- not closed\n<Event>2</Event>\n<!-- closed --><Event>3</Event>"))
                .containsExactly("1 <Event>1</Event>", "2 <!-- not closed", "3 <Event>2</Event>", "4 <Event>3</Event>");
        assertThat(documents("<Event>1</Event>\n<Events not closed\n<Event>2</Event>\n<!-- to the end\n{\"a\":1}"))
                .containsExactly(
                        "1 <Event>1</Event>",
                        "2 <Events not closed",
                        "3 <Event>2</Event>",
                        "4 <!-- to the end\n{\"a\":1}");
    }

    @Test
    void cutsEventsInXmlAndReadsOtherLinesBetweenThem() throws IOException {
        assertThat(documents("<?xml version=\"1.0\"?>\n<Events>\n<Event xmlns='x'><EventData>a\nb</EventData></Event>"
                        + "<Event>2</Event>\n08/05 text\n{\"json\":1}\n<Event>cut\n<Event>3</Event></Events>\n"))
                .containsExactly(
                        "3 <Event xmlns='x'><EventData>a\nb</EventData></Event>",
                        "4 <Event>2</Event>",
                        "5 08/05 text",
                        "6 {\"json\":1}",
                        "7 <Event>cut",
                        "8 <Event>3</Event>");
    }

    @Test
    void saysWhatIsTooLongAndGoesOn() throws IOException {
        String tooLong = "{\"a\":\"" + "x".repeat(100_000) + "\"}";
        String expected = " TOO_LONG " + tooLong.length();
        assertThat(documents("{}\n" + tooLong + "\n{\"b\":2}\n"))
                .containsExactly("1 {}", "2" + expected, "3 {\"b\":2}");
        assertThat(documents("[\n{},\n" + tooLong + ",\n{\"b\":2}]"))
                .containsExactly("2 {}", "3" + expected, "4 {\"b\":2}");
        String event = "<Event>" + "x".repeat(1000) + "</Event>";
        assertThat(documents(event + "\n<Event>2</Event>"))
                .containsExactly("1 TOO_LONG " + event.length(), "2 <Event>2</Event>");
    }

    @Test
    void neverThrowsAndLosesNoBracketedLine() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            String[] bits = {
                "{", "}", "[", "]", "\"", "\\", "\n", ",", ":", " ", "a", "<Event>", "</Event>", "<!--", "\uFEFF"
            };
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(bits[random.nextInt(bits.length)]);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            assertThat(documents(new ByteArrayInputStream(bytes)))
                    .isEqualTo(documents(new Trickle(bytes)))
                    .hasSizeLessThan(200);
        }
    }

    private static List<String> documents(String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        List<String> documents = documents(new ByteArrayInputStream(bytes));
        assertThat(documents(new Trickle(bytes))).isEqualTo(documents);
        return documents;
    }

    private static List<String> documents(InputStream in) throws IOException {
        DocumentSplitter splitter = DocumentSplitter.of(new ByteWindow(in), LIMIT);
        List<String> documents = new ArrayList<>();
        for (RawRecord raw = splitter.next(); raw != null; raw = splitter.next()) {
            String text = raw.kind == RawRecord.Kind.DOCUMENT
                    ? new String(raw.bytes, raw.offset, raw.length, UTF_8)
                    : raw.kind + " " + raw.size;
            documents.add(raw.line + " " + text);
        }
        return documents;
    }

    /** Gives three bytes at a time, so that every cut falls on the edge of a window. */
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(3, length));
        }
    }
}
