package io.github.shtinkering.evtx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.ingest.format.EveryFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the events of a story say as XML, they say out of a log. */
class WindowsEventsInLogsTest {
    @Test
    void tellsTheSameFactsAsTheXml() throws IOException {
        List<String> events = EveryFormat.documents().stream()
                .filter(document -> document.startsWith("<Event"))
                .toList();
        Decoded written = Decoded.of(events.toArray(String[]::new));
        Decoded read = Decoded.of(read(EventLogWriter.file(events)).toArray(String[]::new));
        assertThat(written.facts).hasSizeGreaterThan(5);
        assertThat(read.facts)
                .usingRecursiveComparison()
                .ignoringFields("origin")
                .isEqualTo(written.facts);
        assertThat(read.dead).isEmpty();
    }

    private static List<String> read(byte[] file) throws IOException {
        List<String> events = new ArrayList<>();
        try (EventLogReader reader = new EventLogReader(new ByteArrayInputStream(file), 1 << 20)) {
            for (EventLogEntry entry = reader.next(); entry != null; entry = reader.next()) {
                assertThat(entry.damage()).isNull();
                events.add(new String(entry.bytes(), entry.offset(), entry.length(), UTF_8));
            }
        }
        return events;
    }
}
