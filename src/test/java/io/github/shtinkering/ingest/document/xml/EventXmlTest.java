package io.github.shtinkering.ingest.document.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.format.EveryFormat;
import io.github.shtinkering.ingest.format.Mutations;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as plain XML, Java's own reader reads and means the same by; and neither reads what is hostile. */
class EventXmlTest {
    private static final int MUTANTS = 20; // of each document
    private static final int RANDOM_DOCUMENTS = 20_000;
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final String PIECES =
            "<|</|>|/>|a|b|Data|Event|xmlns|:| | Name='x'| b=\"y\"|'|\"|=|&amp;|&lt;|&#65;|&#0;"
                    + "|&x;|&|]]>|<![CDATA[|-->|<!--|<?p ?>|<!DOCTYPE a>|\t|\n|\r|\u0001|\u00e4|\u0085|\u2028|\ud800|\ud83d\ude00"
                    + "|\uffff|\ufeff|text";

    private final Random random = new Random(SEED);
    private final Mutations mutations = new Mutations(random);

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            <E/>                                            ~ {"E":""}
            <E> <S a='1' b="'"/> </E>                       ~ {"E":{"S":{"#attributes":{"a":"1","b":"'"}}}}
            <E><S a='1'>5</S><T>6</T></E>                   ~ {"E":{"S":{"#attributes":{"a":"1"},"#text":"5"},"T":"6"}}
            <E><Data Name='p'>1</Data><Data Name='q'/></E>  ~ {"E":{"p":"1","q":""}}
            <E><Data>1</Data><Data Name=''>2</Data></E>     ~ {"E":{"Data":["1","2"]}}
            <E><S>1</S><S>2</S></E>                         ~ {"E":{"S":"2"}}
            <E>&lt;&amp;&gt;&quot;&apos;&amp;lt;</E>        ~ {"E":"<&>\\"'&lt;"}
            <E>&#65;&#x42;<!-- c --><![CDATA[<C>&amp;]]></E> ~ {"E":"AB<C>&amp;"}
            <E a='&lt;&#10;'/>                              ~ {"E":{"#attributes":{"a":"<\\n"}}}
            <E>a<S/>b</E>                                   ~ {"E":{"S":""}}
            <E  >x</E >                                     ~ {"E":"x"}
            """)
    void readsEvents(String xml, String tree) {
        assertThat(EventXml.parse(xml)).hasToString("{\"#event-xml\":" + tree + "}");
        check(xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<E>",
                "<E></F>",
                "<E></EE>",
                "<EE></E>",
                "<E/><E/>",
                "<E/>x",
                "<E a='1' a='2'/>",
                "<E a='1' b='2' a=\"1\">x</E>",
                "<E a='1'b='2'/>",
                "<E a=1/>",
                "<E a/>",
                "<E a='<'/>",
                "<E a='&x;'/>",
                "<1/>",
                "< E/>",
                "<E>< /E>",
                "<E>&x;</E>",
                "<E>&#0;</E>",
                "<E>&amp</E>",
                "<E>]]></E>",
                "<E>\u0000</E>",
                "<E>\u0001</E>",
                "<E>\ud800</E>",
                "<E>\uffff</E>",
                "<E><![CDATA[</E>",
                "<E><!-- -- --></E>",
                "<E><?p x?></E>",
                "<!DOCTYPE E><E/>",
                "<!DOCTYPE E [<!ENTITY x 'y'>]><E>&x;</E>",
                "<!DOCTYPE E [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><E>&x;</E>",
                "<!DOCTYPE E SYSTEM 'http://127.0.0.1:9/e.dtd'><E/>",
                "<!DOCTYPE E [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]><E>&c;</E>"
            })
    void whatIsNotWellFormedOrHasADocumentTypeIsNoEvent(String xml) {
        assertThat(EventXml.parse(xml)).isNull();
    }

    @Test
    void depthIsBounded() {
        assertThat(EventXml.parse("<a>".repeat(32) + "</a>".repeat(32))).isNotNull();
        assertThat(EventXml.parse("<a>".repeat(33) + "</a>".repeat(33))).isNull();
        assertThat(EventXml.parse("<a>".repeat(100_000))).isNull();
    }

    @Test
    void whatWindowsWritesIsPlain() {
        List<String> events = EveryFormat.documents().stream()
                .filter(document -> document.strip().startsWith("<"))
                .flatMap(document -> EventXml.split(document).stream())
                .toList();
        assertThat(events).isNotEmpty().allSatisfy(xml -> assertThat(PlainEventXml.tree(xml))
                .isNotNull());
        for (String xml : events) {
            check(xml);
            for (int i = 0; i < MUTANTS; i++) {
                check(new String(mutations.mutate(xml), UTF_8));
                check(inserted(xml));
            }
        }
    }

    @Test
    void anyXmlSaysTheSame() {
        for (int i = 0; i < RANDOM_DOCUMENTS; i++) {
            check("<Event>" + anything() + "</Event>");
            check("<Event " + anything() + ">" + anything() + "</Event>");
        }
    }

    private void check(String xml) {
        JsonNode plain = PlainEventXml.tree(xml);
        if (plain != null) {
            String whose = "-Dfuzz.seed=" + SEED + ": " + xml;
            JsonNode parsed = EventXml.parsed(xml);
            assertThat(parsed).as(whose).isNotNull();
            assertThat(plain.toString()).as(whose).isEqualTo(parsed.toString());
        }
    }

    private String inserted(String xml) {
        int place = random.nextInt(xml.length() + 1);
        return xml.substring(0, place) + piece() + xml.substring(place);
    }

    private String anything() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? "<a b='c'>d</a>" : piece());
        }
        return text.toString();
    }

    private String piece() {
        String[] pieces = PIECES.split("\\|");
        return pieces[random.nextInt(pieces.length)];
    }
}
