package io.github.shtinkering.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** NOTICE names what the job's jar bundles: these artifacts in these versions, and no other. */
class NoticeTest {
    private static final Path BUNDLED = Path.of("target", "job.classpath");
    private static final Pattern ARTIFACT = Pattern.compile("(?m)^- ([\\w.-]+):([\\w.-]+):([\\w.-]+), \\S+");

    @Test
    void everyArtifactIsNamed() throws IOException {
        assumeTrue(Files.exists(BUNDLED), "skipped: Maven writes " + BUNDLED);
        List<String> bundled = Stream.of(Files.readString(BUNDLED).strip().split(File.pathSeparator))
                .map(Path::of)
                .map(NoticeTest::inRepository)
                .toList();
        List<String> named = ARTIFACT.matcher(Files.readString(Path.of("NOTICE")))
                .results()
                .map(found -> found.group(1).replace('.', '/') + "/" + found.group(2) + "/" + found.group(3) + "/")
                .toList();
        assertThat(named).hasSameSizeAs(bundled);
        assertThat(bundled).allSatisfy(folder -> assertThat(named).anyMatch(folder::endsWith));
    }

    /** The folder of an artifact in a Maven repository: group, artifact and version. */
    private static String inRepository(Path jar) {
        return jar.getParent().toString().replace(File.separatorChar, '/') + "/";
    }
}
