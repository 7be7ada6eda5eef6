package io.github.shtinkering.ingest.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteFilterTest {
    private static final ByteFilter FILTER = ByteFilter.shared();

    @Test
    void findsEveryWordInAnyCaseAtAnyPlace() {
        for (FilterWord word : ByteFilter.WORDS) {
            for (int before = 0; before < 40; before++) {
                for (int after : new int[] {0, 1, 2, 3, 17, 30}) {
                    String around = "~".repeat(before) + word.text() + "~".repeat(after);
                    assertThat(passes(around)).as(around).isTrue();
                    assertThat(passes(upper(around))).as(around).isTrue();
                }
            }
        }
    }

    @Test
    void findsNothingOutsideOfTheRecord() {
        byte[] bytes = "~werfault.exe~".getBytes(UTF_8);
        for (int offset = 0; offset < bytes.length; offset++) {
            for (int length = 0; offset + length <= bytes.length; length++) {
                boolean isInside = offset <= 1 && offset + length >= 9;
                assertThat(FILTER.mayMatter(bytes, offset, length)).isEqualTo(isInside);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"EventID\":4624,",
                "{\"event_id\" : \"4672\"}",
                "<EventID>6005</EventID>",
                "<EventID Qualifiers='32768'>6005</EventID>",
                "{\"EventID\":{\"#attributes\":{\"Qualifiers\":\"\"},\"#text\":4608}}",
                "{\"message\":\"{\\\"EventID\\\":\\n4624}\"}",
                "{\"whatever\":4634}",
                "{\"EventID\":4624.0}"
            })
    void findsEventIds(String record) {
        assertThat(passes(record)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"EventID\":46240}",
                "{\"EventID\":14624}",
                "{\"guid\":\"a4624-4624b\"}",
                "{\"ProcessID\":4624}",
                "{\"winlog\":{\"process\":{\"pid\":4672,\"thread\":{\"id\":4624}}}}",
                "<Execution ProcessID='4624' ThreadID='4672'/>",
                "{\"RecordNumber\":\"4624\"}"
            })
    void leavesOtherNumbersAlone(String record) {
        assertThat(passes(record)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\u0057erFault\"}",
                "{\"a\":\"ls\\u0061ss\"}",
                "{\"a\":\"dump\\u002edmp\"}",
                "{\"a\":\"x\\u005cu0061\"}",
                "{\"a\":\"\\u003cEvent>ls\\u0026#97;ss\"}",
                "{\"a\":\"ls\\u003c!-- -->ass\"}",
                "<a>ls&#97;ss</a>",
                "<a>ls&#x0061;ss</a>",
                "<a>ls&amp;#97;ss</a>",
                "<a>ls<!-- -->ass</a>",
                "<a>ls<![CDATA[ass]]></a>"
            })
    void passesWhatHidesLetters(String record) {
        assertThat(passes(record)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"caf\\u00e9 \\u0022 \\u0027 \\u003c \\u003e \\u0026 \\u000d\\u000a \\u001b\"}",
                "<a>&#xD;&#10; &amp; &lt; &#233;</a>",
                "{\"EventID\":1,\"Image\":\"C:\\\\Windows\\\\System32\\\\svchost.exe\",\"ProcessId\":\"4624\"}",
                ""
            })
    void rejectsWhatUsualShippersEscapeAndOrdinaryRecords(String record) {
        assertThat(passes(record)).isFalse();
    }

    private static boolean passes(String record) {
        byte[] bytes = record.getBytes(UTF_8);
        return FILTER.mayMatter(bytes, 0, bytes.length);
    }

    private static String upper(String text) {
        StringBuilder upper = new StringBuilder();
        text.chars().forEach(c -> upper.append((char) AsciiFold.upper(c)));
        return upper.toString();
    }
}
