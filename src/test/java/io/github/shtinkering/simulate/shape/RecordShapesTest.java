package io.github.shtinkering.simulate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.record.SecurityLog;
import io.github.shtinkering.simulate.record.SysmonLog;
import io.github.shtinkering.simulate.shape.shipper.Nxlog;
import io.github.shtinkering.simulate.shape.shipper.Winlogbeat;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class RecordShapesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long T0 = 1_794_211_200_000L;
    private static final StoryProcess TOOL = StoryProcess.ofAdmin("C:\\Users\\Public\\t<o>'ol.exe", 5120, "CORP\\adm1");

    private static List<RecordShape> shapes() {
        return RecordShapes.all();
    }

    private static List<StoryEvent> everything() {
        return StoryBuilder.on("WS-01", T0)
                .booted()
                .lsassStarted(744)
                .loggedOn(744, "CORP\\bob", 2, "-")
                .lsassAccessed(744)
                .armed(TOOL)
                .dumpFolderSet(TOOL, "lsass.exe", "C:\\d")
                .dumpsKeyCreated(TOOL, "")
                .reportRequested(744, TOOL, 7012)
                .dumped(744, 5120, 7012)
                .fileDeleted(TOOL, "C:\\d\\lsass.exe.744.dmp")
                .readOverSmb("d\\lsass.exe.744.dmp", "10.1.1.9", "CORP\\adm1")
                .disarmed(TOOL)
                .dumpsKeyDeleted(TOOL, "lsass.exe")
                .lsassFailed(744, "RPCRT4.dll", "c0000005")
                .vendorAlerted(14980)
                .lsassEnded(744)
                .events();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyRecordIsOneWellFormedLine(RecordShape shape) throws Exception {
        int records = 0;
        for (StoryEvent event : everything()) {
            String line = shape.render(event).orElse(null);
            if (line == null) {
                continue;
            }
            records++;
            assertThat(line).doesNotContain("\n", "\r");
            if (line.startsWith("<")) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(line)));
            } else {
                assertThat(JSON.readTree(line).isObject()).isTrue();
            }
        }
        assertThat(records).isPositive();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatASensorSaysTwiceIsSaidInTheSameWords(RecordShape shape) {
        everything().forEach(event -> assertThat(shape.render(event)).isEqualTo(shape.render(event)));
    }

    @Test
    void aLogonsHeaderNamesLsassAndItsDataAnotherProcess() throws Exception {
        StoryEvent logon = StoryBuilder.on("WS-01", T0)
                .loggedOn(744, "CORP\\bob", 2, "-")
                .events()
                .get(0);
        JsonNode document =
                JSON.readTree(RecordShapes.winlogbeat().render(logon).orElseThrow());
        assertThat(document.at("/winlog/process/pid").asLong()).isEqualTo(744);
        assertThat(document.at("/winlog/event_data/ProcessId").asText()).isEqualTo("0x2b8");
    }

    @Test
    void processAuditingSpellsPidsInHexAndTheKernelLogsThem() throws Exception {
        StoryEvent start = StoryBuilder.on("WS-01", T0)
                .reportRequested(744, TOOL, 7012)
                .events()
                .get(0);
        String line = new Winlogbeat(new SecurityLog()).render(start).orElseThrow();
        JsonNode document = JSON.readTree(line);
        assertThat(document.at("/winlog/event_data/NewProcessId").asText()).isEqualTo("0x1b64");
        assertThat(document.at("/winlog/event_data/ProcessId").asText()).isEqualTo("0x1400");
        assertThat(document.at("/winlog/process/pid").asLong()).isEqualTo(4);
    }

    @Test
    void aProcessGuidHoldsTheStartTime() {
        String guid = TOOL.startedAt(Duration.ofSeconds(0x5eb177aeL).toMillis()).guid("vagrant");
        assertThat(guid).contains("-77ae-5eb1-");
    }

    @Test
    void plainNxlogLosesTheSubjectsPid() throws Exception {
        StoryEvent write = StoryBuilder.on("WS-01", T0).armed(TOOL).events().get(0);
        JsonNode document =
                JSON.readTree(new Nxlog(new SysmonLog()).render(write).orElseThrow());
        assertThat(document.has("ProcessId")).isFalse();
        assertThat(document.get("EventType").asText()).isEqualTo("INFO");
        assertThat(document.get("Message").asText()).contains("ProcessId: 5120");
    }
}
