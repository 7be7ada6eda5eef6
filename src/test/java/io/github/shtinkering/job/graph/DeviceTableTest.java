package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.shtinkering.job.config.SourceConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTableTest {
    private static final String RECORDS = """
            {"aid":"a1","ComputerName":"WS-01","MachineDomain":"corp.example"}
            {"aid":"a2","ComputerName":"OLD"}
            {"aid":"a2","ComputerName":"WS-02"}
            {"aid":"a3"}
            """;

    @TempDir
    Path folder;

    private static SourceConfig source(Map<String, String> devices, Path... records) {
        return new SourceConfig(null, List.of(), List.of(), devices, List.of(records));
    }

    @Test
    void theTableWinsOverDeviceRecordsAndALaterRecordOverAnEarlier() throws IOException {
        Path plain = Files.writeString(folder.resolve("aidmaster.json"), RECORDS);
        assertThat(DeviceTable.of(source(Map.of("a1", "WS-99"), plain)))
                .containsOnly(Map.entry("a1", "WS-99"), Map.entry("a2", "WS-02"));
    }

    @Test
    void recordsMayBePacked() throws IOException {
        Path packed = folder.resolve("aidmaster.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(RECORDS.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(DeviceTable.of(source(Map.of(), packed))).containsEntry("a1", "WS-01.corp.example");
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "{\"aid\":\"a1\"}\n");
        assertThatThrownBy(() -> DeviceTable.of(source(Map.of(), other))).hasMessageContaining("other");
        assertThatThrownBy(() -> DeviceTable.of(source(Map.of(), folder.resolve("none"))))
                .hasMessageContaining("none");
        Path broken = Files.writeString(folder.resolve("broken"), "{\"aid\"");
        assertThatThrownBy(() -> DeviceTable.of(source(Map.of(), broken))).hasMessageContaining("broken");
    }
}
