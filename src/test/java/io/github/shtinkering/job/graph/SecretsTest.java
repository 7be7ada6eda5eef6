package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.submit.TopologyDescription;
import io.github.shtinkering.sink.files.EarlierOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is submitted carries the references to secrets, never a secret. */
class SecretsTest {
    private static final String SECRET = "hunter2-and-so-on";

    @TempDir
    Path folder;

    @Test
    void noSecretTravelsWithTheJob() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                source:
                  kafka:
                    bootstrap_servers: broker-1:9093
                    topics: windows-events
                    properties: {sasl.jaas.config: 'login required password="${file:%1$s}";'}
                sink:
                  kafka:
                    bootstrap_servers: broker-1:9093
                    properties: {ssl.truststore.password: '${file:%1$s}'}
                  opensearch: {endpoints: "https://index-1:9200", user: writer, password: '${file:%1$s}'}
                exceptions:
                  kafka:
                    bootstrap_servers: broker-1:9093
                    properties: {ssl.key.password: '${file:%1$s}'}
                """.formatted(secret));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment();
        ConfiguredJob.define(environment, ConfigFile.read(file), EarlierOutput.KEPT);
        StreamGraph graph = environment.getStreamGraph(false);

        String submitted =
                new String(InstantiationUtil.serializeObject(graph.getJobGraph()), StandardCharsets.ISO_8859_1);
        assertThat(submitted).contains("${file:" + secret + "}").doesNotContain(SECRET);
        assertThat(TopologyDescription.describe(graph) + graph.getStreamingPlanAsJSON())
                .doesNotContain(SECRET);
    }
}
