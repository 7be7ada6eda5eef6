package io.github.shtinkering.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLinesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo\n", "one\ntwo"})
    void theLastLineNeedsNoEnd(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        FileLines.of(Files.writeString(folder.resolve("lines"), text))
                .iterator()
                .forEachRemaining(line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        assertThat(lines).containsExactly("one", "two");
    }
}
