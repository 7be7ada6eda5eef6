package io.github.shtinkering.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.document.Utf8Check;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryDecoderTest {
    private static final String ARMING = """
            {"@timestamp":"2026-11-09T08:00:00.123Z","winlog":{"channel":"Microsoft-Windows-Sysmon/Operational",\
            "computer_name":"WS-01","event_id":"13","record_id":7,"event_data":{"EventType":"SetValue",\
            "UtcTime":"2026-11-09 08:00:00.123","ProcessId":"4188","Image":"C:\\\\Windows\\\\System32\\\\reg.exe",\
            "TargetObject":"HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\DumpType",\
            "Details":"DWORD (0x00000002)"}}}""";

    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Test
    void decodesARecord() {
        Decoded decoded = Decoded.of(ARMING);
        assertThat(decoded.decodedFormats).containsExactly("winlogbeat");
        assertThat(decoded.only(FactKind.REGISTRY_CHANGE).origin()).isEqualTo("test:1");
    }

    @Test
    void unwrapsEnvelopes() {
        List<String> envelopes = List.of(
                "\uFEFF" + ARMING,
                "  " + ARMING + "\r\n",
                "[" + ARMING + "]",
                "{\"records\":[" + ARMING + "]}",
                "{\"expected\":[" + ARMING + "]}",
                "{\"events\":[" + ARMING + "]}",
                "{\"_index\":\"x\",\"_source\":" + ARMING + "}",
                "{\"hits\":{\"total\":1,\"hits\":[{\"_source\":" + ARMING + "}]}}",
                "{\"@version\":\"1\",\"host\":\"ws-01.corp\",\"message\":" + quoted(ARMING) + "}",
                "{\"event\":{\"original\":" + quoted(ARMING) + "}}",
                "{\"sourcetype\":\"x\",\"event\":" + ARMING + "}",
                "{\"group\":\"Sigma\",\"document\":{\"kind\":\"evtx\",\"data\":" + ARMING + "}}",
                "{\"agent\":{\"name\":\"WS-01\"},\"location\":\"EventChannel\",\"full_log\":" + quoted(ARMING) + "}",
                "[[[" + ARMING + "]]]",
                "{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"payload\":" + ARMING + "}",
                "{\"key\":\"k\",\"records\":[{\"key\":null,\"value\":" + ARMING + "}]}",
                "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"data\":" + ARMING + "}",
                "{\"logGroup\":\"g\",\"logEvents\":[{\"id\":\"1\",\"message\":" + quoted(ARMING) + "}]}",
                "{\"HOST\":\"ws-01\",\"PROGRAM\":\"p\",\"MESSAGE\":" + quoted(ARMING) + "}",
                "{\"time\":1.5,\"host\":\"WS-01\",\"event\":" + ARMING + "}",
                "{\"schema\":[{\"name\":\"x\"}],\"results\":[" + ARMING + "]}",
                "{\"Message\":\"x\",\"Event\":" + quoted(ARMING) + "}",
                "{\"message\":" + quoted(ARMING) + ",\"event\":{\"original\":" + quoted(ARMING) + "}}",
                "<13>1 2026-11-09T08:00:00.1Z ws-01.corp app 7 - - " + ARMING,
                "1 2026-11-09T08:00:00Z - app - - [x@1 a=\"b\"] \uFEFF" + ARMING,
                "<13>Nov  9 08:00:00 WS-01 app[7]: " + ARMING,
                "2026-11-09T08:00:00+00:00 ws-01 app: @cee: " + ARMING,
                "{\"message\":" + quoted("<13>Nov  9 08:00:00 WS-01 app: " + ARMING) + "}",
                "{\"message\":" + quoted("{\"message\":" + quoted(ARMING) + "}") + "}");
        String id = Decoded.of(ARMING).facts.get(0).id();
        for (String envelope : envelopes) {
            Decoded decoded = Decoded.of(envelope);
            assertThat(decoded.only(FactKind.REGISTRY_CHANGE).id()).as(envelope).isEqualTo(id);
            assertThat(decoded.records()).as(envelope).isEqualTo(1);
        }
    }

    @Test
    void severalRecordsInOneValue() {
        String other = ARMING.replace("reg.exe", "cmd.exe");
        for (String between : new String[] {"", " ", "\n", "\r\n\r\n", "\n<13>Nov  9 08:00:00 WS-01 app: "}) {
            Decoded decoded = Decoded.of(ARMING + between + other);
            assertThat(decoded.all(FactKind.REGISTRY_CHANGE)).as(between).hasSize(2);
            assertThat(decoded.facts).extracting(f -> f.origin()).containsExactly("test:1#1", "test:1#2");
        }
        Decoded broken = Decoded.of(ARMING + "\n{\"lsass\":}\n" + other);
        assertThat(broken.all(FactKind.REGISTRY_CHANGE))
                .as("around a broken line")
                .hasSize(2);
        assertThat(broken.dead).extracting(DeadLetter::code).containsExactly("not-json");
        assertThat(Decoded.of(ARMING + "{\"lsass\":").dead)
                .singleElement()
                .satisfies(letter -> assertThat(letter.record()).contains("LocalDumps", "\"lsass\":"));
    }

    @Test
    void packedValuesAreUnpacked() throws IOException {
        byte[] utf8 = ARMING.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(utf8);
        }
        ByteArrayOutputStream ofSchema = new ByteArrayOutputStream();
        ofSchema.writeBytes(new byte[] {0, 0, 0, 1, 7});
        ofSchema.writeBytes(utf8);
        for (byte[] packed : List.of(
                gzip.toByteArray(),
                ofSchema.toByteArray(),
                ("\uFEFF" + ARMING + "\r\n").getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + ARMING + "\r\n").getBytes(StandardCharsets.UTF_16BE))) {
            Decoded decoded = new Decoded();
            Decoded.decoder(ByteFilter.shared()).decode(packed, 0, packed.length, () -> "f:1", decoded);
            assertThat(decoded.only(FactKind.REGISTRY_CHANGE).host()).isEqualTo("ws-01");
        }
        byte[] cut = Arrays.copyOf(gzip.toByteArray(), gzip.size() - 20);
        Decoded decoded = new Decoded();
        decoded.add(cut);
        assertThat(decoded.dead).extracting(DeadLetter::code).containsExactly("broken-gzip");
    }

    @Test
    void whatIsUnpackedHasItsLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 16; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        Decoded decoded = new Decoded();
        decoded.add(bomb.toByteArray());
        assertThat(decoded.dead).extracting(DeadLetter::code).containsExactly("line-too-long");
    }

    /** A line of an access log may look like an event of any host. */
    @Test
    void whatStandsInARecordSpeaksForItsHostOnly() {
        for (String wrapped : List.of(
                "{\"host\":{\"name\":\"web01\"},\"message\":" + quoted(ARMING) + "}",
                "{\"host\":{\"name\":\"web01\"},\"event\":{\"original\":" + quoted(ARMING) + "}}",
                "{\"host\":{\"name\":\"web01\"},\"json\":" + ARMING + "}",
                "{\"agent\":{\"name\":\"web01\"},\"a\":[{\"b\":{\"log\":" + quoted(ARMING) + "}}]}",
                "{\"_HOSTNAME\":\"web01\",\"MESSAGE\":" + quoted(ARMING) + "}",
                "{\"kubernetes\":{\"host\":\"web01\"},\"log\":" + quoted(ARMING) + "}",
                "{\"log\":{\"syslog\":{\"hostname\":\"web01\"}},\"message\":" + quoted(ARMING) + "}",
                "{\"host.name\":\"web01\",\"message\":" + quoted(ARMING) + "}",
                "{\"fields\":{\"host\":\"web01\"},\"message\":" + quoted(ARMING) + "}",
                "{\"logsource\":\"web01\",\"message\":" + quoted(ARMING) + "}",
                "{\"Computer\":\"web01\",\"event\":{\"host\":\"ws-01\",\"log\":" + quoted(ARMING) + "}}",
                "<13>Nov  9 08:00:00 web01 nginx: " + ARMING,
                "{\"HOST\":\"10.0.0.7\",\"MESSAGE\":" + quoted(ARMING) + "}")) {
            assertThat(Decoded.of(wrapped).dead).as(wrapped).singleElement().satisfies(letter -> {
                assertThat(letter.code()).isEqualTo("foreign-event");
                assertThat(letter.message()).contains("ws-01", "source.collectors");
            });
            Decoded forwarded = new Decoded();
            DecoderSettings settings =
                    new DecoderSettings(false, ZoneOffset.UTC, 1 << 20, Set.of("web01", "10.0.0.7"), Map.of());
            byte[] bytes = wrapped.getBytes(StandardCharsets.UTF_8);
            TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), settings)
                    .decode(bytes, 0, bytes.length, () -> "f:1", forwarded);
            assertThat(forwarded.all(FactKind.REGISTRY_CHANGE)).as(wrapped).hasSize(1);
        }
        String byWazuh = "{\"agent\":{\"name\":\"wec\"},\"location\":\"EventChannel\",\"full_log\":";
        assertThat(Decoded.of(byWazuh + quoted(ARMING) + "}").facts).hasSize(1);
    }

    @Test
    void countsEveryRecordOfAnEnvelope() {
        Decoded decoded = Decoded.of("[" + ARMING + "," + ARMING.replace("\"13\"", "\"22\"") + ",{\"lsass\":1},7,[]]");
        assertThat(decoded.decodedFormats).hasSize(1);
        assertThat(decoded.irrelevantFormats).containsExactly("winlogbeat");
        assertThat(decoded.dead).extracting(DeadLetter::code).containsOnly("unknown-format");
        assertThat(decoded.dead).extracting(DeadLetter::origin).containsExactly("test:1#3", "test:1#4", "test:1#5");
    }

    @Test
    void aPinnedSourceGuessesNoOtherFormat() {
        assertThat(pinned(ARMING, "winlogbeat", "wazuh").decodedFormats).containsExactly("winlogbeat");
        assertThat(pinned("{\"records\":[" + ARMING + "]}", "winlogbeat").decodedFormats)
                .containsExactly("winlogbeat");
        assertThat(pinned(ARMING, "wazuh").dead).singleElement().satisfies(letter -> {
            assertThat(letter.code()).isEqualTo("wrong-format");
            assertThat(letter.message()).contains("wazuh");
            assertThat(letter.record()).contains("LocalDumps");
        });
        assertThat(pinned("{\"n\":1}", "wazuh").irrelevantFormats).containsExactly(RecordDecoder.UNDETERMINED);
    }

    private static Decoded pinned(String record, String... formats) {
        Decoded decoded = new Decoded();
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        TelemetryDecoder.pinned(ByteFilter.shared(), RecordFormats.named(List.of(formats)), DecoderSettings.DEFAULTS)
                .decode(bytes, 0, bytes.length, () -> "f:1", decoded);
        return decoded;
    }

    @Test
    void whatTheFilterRejectsIsIrrelevantWhole() {
        Decoded decoded = new Decoded();
        byte[] bytes = ("[" + ARMING + "," + ARMING + "]").getBytes(StandardCharsets.UTF_8);
        Decoded.decoder((b, o, l) -> false).decode(bytes, 0, bytes.length, () -> "f:1", decoded);
        assertThat(decoded.irrelevantFormats).containsExactly(RecordDecoder.UNDETERMINED);
        assertThat(decoded.records()).isEqualTo(1);
    }

    @Test
    void anUnknownRecordBesideARelevantOneIsJudgedByItself() {
        Decoded decoded = new Decoded();
        byte[] bytes = ("[" + ARMING + ",{\"a\":1}]").getBytes(StandardCharsets.UTF_8);
        RelevanceFilter filter = (b, o, l) -> new String(b, o, l, StandardCharsets.UTF_8).contains("LocalDumps");
        Decoded.decoder(filter).decode(bytes, 0, bytes.length, () -> "f:1", decoded);
        assertThat(decoded.decodedFormats).hasSize(1);
        assertThat(decoded.irrelevantFormats).hasSize(1);
        assertThat(decoded.dead).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\r\n", "\t"})
    void blankIsNoRecord(String blank) {
        assertThat(Decoded.of(blank).records()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lsass",
                "{\"a\":1",
                "{\"a\":1]",
                "\"lsass\"",
                "{\"a\":\"x\u0000y\"}",
                "{\"a\":}",
                "<a/>",
                "<Event><System></Event>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Event><System><Computer>&e;</Computer></System></Event>"
            })
    void deadRecords(String text) {
        Decoded decoded = Decoded.of(text);
        assertThat(decoded.dead).hasSize(1);
        assertThat(decoded.records()).isEqualTo(1);
        assertThat(decoded.dead.get(0).message()).isNotBlank();
    }

    @Test
    void bytesThatAreNoTextComeAsBase64() {
        byte[] bytes = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
        Decoded decoded = new Decoded();
        Decoded.decoder(RelevanceFilter.ACCEPT_ALL).decode(bytes, 0, bytes.length, () -> "f:1", decoded);
        assertThat(decoded.dead).singleElement().satisfies(letter -> {
            assertThat(letter.code()).isEqualTo("invalid-utf8");
            assertThat(letter.record()).isNull();
            assertThat(Base64.getDecoder().decode(letter.recordBase64())).isEqualTo(bytes);
        });
    }

    @Test
    void utf8IsCheckedByteByByte() {
        assertThat(check("\u00E9\u20AC\uD83D\uDE00 plain".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Utf8Check.Verdict.TEXT);
        assertThat(check(0xED, 0xA0, 0x80)).as("surrogate").isEqualTo(Utf8Check.Verdict.INVALID);
        assertThat(check(0xF4, 0x90, 0x80, 0x80)).as("beyond U+10FFFF").isEqualTo(Utf8Check.Verdict.INVALID);
        assertThat(check(0xE0, 0x80, 0x80)).as("overlong").isEqualTo(Utf8Check.Verdict.INVALID);
        assertThat(check('a', 0xE2, 0x82)).as("cut off").isEqualTo(Utf8Check.Verdict.INVALID);
        assertThat(check(0x80)).as("no lead").isEqualTo(Utf8Check.Verdict.INVALID);
        assertThat(check('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 0)).isEqualTo(Utf8Check.Verdict.HAS_NUL);
        assertThat(check(1, 2, 0, 0xFF, 5, 6, 7, 8)).isEqualTo(Utf8Check.Verdict.HAS_NUL);
        assertThat(check(1, 0x41, 2, 3, 4, 5, 6, 7)).isEqualTo(Utf8Check.Verdict.TEXT);
    }

    private static Utf8Check.Verdict check(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return check(bytes);
    }

    private static Utf8Check.Verdict check(byte[] bytes) {
        return Utf8Check.check(bytes, 0, bytes.length);
    }

    @Test
    void neitherDepthNorLengthHurts() {
        assertThat(Decoded.of("[".repeat(10_000) + "]".repeat(10_000)).dead).hasSize(1);
        assertThat(Decoded.of("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).dead)
                .hasSize(1);
        assertThat(Decoded.of("[".repeat(20) + ARMING + "]".repeat(20)).dead)
                .extracting(DeadLetter::code)
                .containsExactly("envelope-too-deep");
        TelemetryDecoder small = TelemetryDecoder.of(
                RelevanceFilter.ACCEPT_ALL,
                RecordFormats.all(),
                new DecoderSettings(false, ZoneOffset.UTC, 100, Set.of(), Map.of()));
        Decoded decoded = new Decoded();
        byte[] bytes = ARMING.getBytes(StandardCharsets.UTF_8);
        small.decode(bytes, 0, bytes.length, () -> "f:1", decoded);
        assertThat(decoded.dead).extracting(DeadLetter::code).containsExactly("line-too-long");
    }

    @Test
    void whatMattersButNamesNoHostOrTimeIsDead() {
        assertThat(Decoded.of(ARMING.replace("\"computer_name\":\"WS-01\",", "")).dead)
                .extracting(DeadLetter::code)
                .containsExactly("no-host");
        String timeless = ARMING.replace("2026-11-09", "2026-99-09");
        assertThat(Decoded.of(timeless).dead).extracting(DeadLetter::code).containsExactly("no-event-time");
        assertThat(Decoded.of(timeless.replace("DumpType", "app.exe\\\\Other")).irrelevantFormats)
                .as("what does not matter needs neither")
                .hasSize(1);
    }

    @Test
    void halvesOfSurrogatePairsDoNotGoFurther() {
        Decoded decoded = Decoded.of(ARMING.replace("reg.exe", "\\ud800.exe"));
        assertThat(decoded.facts.get(0).actor().executable()).isEqualTo("C:\\Windows\\System32\\\uFFFD.exe");
    }

    @Test
    void severalXmlEventsInOneDocument() {
        String event = "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
                + "<Provider Name='EventLog'/><EventID Qualifiers='32768'>6005</EventID>"
                + "<TimeCreated SystemTime='2026-11-09T08:00:00.123456700Z'/><EventRecordID>9</EventRecordID>"
                + "<Channel>System</Channel><Computer>WS-01.corp.example</Computer></System><EventData/></Event>";
        Decoded decoded = Decoded.of("<?xml version='1.0'?><Events>" + event + "\n" + event + "</Events>");
        assertThat(decoded.all(FactKind.BOOT)).hasSize(2).allMatch(f -> f.host().equals("ws-01"));
        assertThat(decoded.facts).extracting(f -> f.origin()).containsExactly("test:1#1", "test:1#2");
    }
}
