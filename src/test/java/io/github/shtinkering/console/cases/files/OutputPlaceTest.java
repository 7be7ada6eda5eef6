package io.github.shtinkering.console.cases.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console finds what somebody means, and says so where it does not. */
class OutputPlaceTest {
    @TempDir
    private Path folder;

    private Path output(String name) throws IOException {
        Path output = Files.createDirectories(folder.resolve(name));
        Files.writeString(output.resolve("cases.ndjson"), "");
        return output;
    }

    @Test
    void anOutputIsItself() throws Exception {
        assertThat(OutputPlace.find(output("out"))).isEqualTo(folder.resolve("out"));
    }

    @Test
    void anOutputBelowIsFound() throws Exception {
        Files.createDirectories(folder.resolve("telemetry"));
        assertThat(OutputPlace.find(
                        folder.resolve(output("demo/found").getParent().getFileName())))
                .isEqualTo(folder.resolve("demo/found"));
    }

    @Test
    void anEmptyDirectoryIsWaitedAt() throws Exception {
        assertThat(OutputPlace.find(folder)).isEqualTo(folder);
    }

    @Test
    void severalAreNamed() throws Exception {
        output("a");
        output("b");
        assertThatThrownBy(() -> OutputPlace.find(folder))
                .hasMessageContaining("several outputs")
                .hasMessageContaining(folder.resolve("b").toString());
    }

    @Test
    void noneIsSaid() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "x");
        assertThatThrownBy(() -> OutputPlace.find(folder)).hasMessageContaining("holds no output of a job");
        assertThatThrownBy(() -> OutputPlace.find(folder.resolve("absent"))).hasMessageContaining("not a directory");
    }
}
