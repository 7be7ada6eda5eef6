package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The local cluster runs what the job is built for. */
class VersionsTest {
    @Test
    void theLocalClusterIsOfTheVersionThatTheJobIsBuiltFor() throws Exception {
        assertThat(property("deploy/local/jars/flink/pom.xml", "flink.version"))
                .isEqualTo(property("pom.xml", "flink.version"));
        assertThat(property("deploy/local/jars/kafka/pom.xml", "kafka.version"))
                .isEqualTo(property("pom.xml", "kafka.broker.version"));
    }

    private static String property(String pom, String name) throws IOException {
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(Files.readString(Path.of(pom)));
        assertThat(property.find()).as("%s names its %s", pom, name).isTrue();
        return property.group(1);
    }
}
