package io.github.shtinkering.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.record.DumpFiles;
import io.github.shtinkering.ingest.record.Observations;
import java.io.File;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Sysmon logs with our settings what {@link Observations} makes facts of. */
class SysmonSettingsTest {
    private Document settings;

    @BeforeEach
    void read() throws Exception {
        settings = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new File("deploy/shippers/sysmon/shtinkering.xml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".zip",
                ".7z",
                ".rar",
                ".cab",
                ".tar",
                ".gz",
                ".tgz",
                ".bz2",
                ".xz",
                ".zst",
                ".lz4",
                ".arj",
                ".dmp.b64",
                ".mdmp.7z",
                ".hdmp.x",
                ".dump.x"
            })
    void filesNamedAfterADumpOfLsass(String end) {
        String path = "c:\\t\\lsass.exe.612" + end;
        assertThat(DumpFiles.namesake(path)).isNotNull();
        assertThat(includes("FileCreate", "TargetFilename", path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {".dmp.zip", ".mdmp.zip", ".hdmp.zip", ".dump.zip"})
    void filesNamedAfterAnotherDump(String end) {
        assertThat(includes("FileCreate", "TargetFilename", "c:\\t\\out" + end)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {".dmp", ".mdmp", ".hdmp", ".dump"})
    void dumpsOfLsassAndCommandLinesThatNameADump(String extension) {
        String path = "c:\\t\\LSASS.EXE.612" + extension.toUpperCase(Locale.ROOT);
        assertThat(DumpFiles.isNamedForLsass(path)).isTrue();
        assertThat(includes("FileCreate", "TargetFilename", path)).isTrue();
        assertThat(includes("FileDeleteDetected", "TargetFilename", path)).isTrue();
        assertThat(includes("ProcessCreate", "CommandLine", "7z a x c:\\t\\out" + extension))
                .isTrue();
    }

    @Test
    void theRestIsNotLogged() {
        assertThat(includes("FileCreate", "TargetFilename", "c:\\t\\photos.zip"))
                .isFalse();
        assertThat(includes("ProcessCreate", "CommandLine", "7z a x c:\\t\\photos"))
                .isFalse();
    }

    private boolean includes(String event, String field, String value) {
        Element included = (Element) settings.getElementsByTagName(event).item(0);
        NodeList conditions = included.getElementsByTagName(field);
        return IntStream.range(0, conditions.getLength())
                .mapToObj(i -> (Element) conditions.item(i))
                .anyMatch(condition -> matches(condition, value.toLowerCase(Locale.ROOT)));
    }

    private static boolean matches(Element condition, String value) {
        String wanted = condition.getTextContent().toLowerCase(Locale.ROOT);
        Stream<String> parts = Arrays.stream(wanted.split(";"));
        return switch (condition.getAttribute("condition")) {
            case "contains" -> value.contains(wanted);
            case "contains any" -> parts.anyMatch(value::contains);
            case "contains all" -> parts.allMatch(value::contains);
            default -> false;
        };
    }
}
