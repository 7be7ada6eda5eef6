package io.github.shtinkering.evtx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.ingest.document.xml.EventXml;
import io.github.shtinkering.ingest.format.EveryFormat;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Event logs against what libevtx's {@code evtxexport} (Debian: libevtx-utils) makes of them. Skipped where the program is
 * not installed.
 */
class EvtxexportTest {
    @TempDir
    Path folder;

    @BeforeEach
    void skipWithoutTheProgram() {
        assumeTrue(isInstalled(), "skipped: evtxexport is not installed");
    }

    @Test
    void everyRecordedEventIsTheSame() throws IOException, InterruptedException {
        int compared = 0;
        for (Path file : Recordings.below("data/evtx", ".evtx")) {
            compared += compare(file);
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    @Test
    void everyEventOfAStoryIsTheSame() throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        for (String document : EveryFormat.documents()) {
            if (document.startsWith("<Event")) {
                events.add(document);
            }
        }
        Path file = Files.write(folder.resolve("story.evtx"), EventLogWriter.file(events));
        assertThat(compare(file)).isGreaterThan(10);
    }

    /** Compares the events of a file; their number. */
    private static int compare(Path file) throws IOException, InterruptedException {
        Map<String, Map<String, String>> own = own(file);
        Map<String, Map<String, String>> exported = byRecord(exported(file));
        exported.forEach((record, event) ->
                assertThat(own.get(record)).as("%s record %s", file, record).isEqualTo(event));
        return exported.size();
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "evtxexport")));
    }

    private static List<String> exported(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("evtxexport", "-f", "xml", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        List<String> events = new ArrayList<>();
        int end = 0;
        for (int start = output.indexOf("<Event "); start >= 0; start = output.indexOf("<Event ", end)) {
            end = output.indexOf("</Event>", start) + "</Event>".length();
            events.add(output.substring(start, end));
        }
        return events;
    }

    private static Map<String, Map<String, String>> own(Path file) throws IOException {
        List<String> events = new ArrayList<>();
        try (EventLogReader reader = new EventLogReader(Files.newInputStream(file), 1 << 20)) {
            for (EventLogEntry entry = reader.next(); entry != null; entry = reader.next()) {
                assertThat(entry.damage()).as("%s %s", file, entry.place()).isNull();
                events.add(new String(entry.bytes(), entry.offset(), entry.length(), UTF_8));
            }
        }
        return byRecord(events);
    }

    private static Map<String, Map<String, String>> byRecord(List<String> events) {
        Map<String, Map<String, String>> byRecord = new TreeMap<>();
        for (String event : events) {
            JsonNode tree = EventXml.parse(event);
            if (tree != null) {
                Map<String, String> fields = new TreeMap<>();
                flatten("", tree, fields);
                byRecord.put(fields.get("/" + EventXml.ROOT + "/Event/System/EventRecordID"), fields);
            }
        }
        return byRecord;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> fields) {
        node.properties().forEach(field -> flatten(path + "/" + field.getKey(), field.getValue(), fields));
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            flatten(path + "/" + i, node.get(i), fields);
        }
        if (node.isValueNode() && !node.asText().isBlank()) {
            fields.put(path, comparable(node.asText()));
        }
    }

    /** It writes hexadecimal numbers with leading zeros, and times to the nanosecond, which Windows does not count. */
    private static String comparable(String text) {
        String bare = text.strip().toLowerCase(Locale.ROOT).replaceFirst("(t\\d\\d:\\d\\d:\\d\\d\\.\\d{7})00z$", "$1z");
        return bare.matches("0x[0-9a-f]{1,16}") ? new BigInteger(bare.substring(2), 16).toString(16) : bare;
    }
}
