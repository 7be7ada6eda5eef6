package io.github.shtinkering.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.OutputDocument.Kind;
import java.io.IOException;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class OutputDocumentTest {
    @Test
    void travelsWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(OutputDocument.class);
    }

    @Test
    void isOneLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputDocument.of(Kind.ALERT, "c1", 1, "{\n}", null))
                .withMessageContaining("c1");
    }

    @Test
    void isInTheFormsThatWereWritten() {
        OutputDocument alert = Documents.alert("c1", 1, 50, "medium", "precursor");
        assertThat(alert.in(AlertForm.ECS)).isEqualTo(alert.json());
        assertThatIllegalStateException()
                .isThrownBy(() -> alert.in(AlertForm.OCSF))
                .withMessage("no OCSF was written of ALERT c1");
    }

    @Test
    void hostileTextStaysText() throws IOException {
        String tag = "\udb40\udc41";
        String hostile = "a\u001b[31m\u007f\u0085\u009b\u202e\u200b\u2028\r\n\\" + tag + "z\u00e4\ud83d\ude00";
        ObjectNode document = DocumentJson.object().put("name", hostile);
        String json = DocumentJson.write(document);
        assertThat(json.chars().filter(Character::isISOControl)).isEmpty();
        assertThat(json)
                .isEqualTo(
                        "{\"name\":\"a\\u001B[31m\\u007f\\u0085\\u009b\\u202e\\u200b\\u2028\\r\\n\\\\\\udb40\\udc41z\u00e4\ud83d\ude00\"}");
        assertThat(new ObjectMapper().readTree(json)).isEqualTo(document);
    }
}
