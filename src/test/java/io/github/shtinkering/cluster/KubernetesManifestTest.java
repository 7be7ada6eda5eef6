package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.job.SubmittedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the Kubernetes operator is given is what it knows, and fits the job. */
class KubernetesManifestTest {
    private static final Path FOLDER = Path.of("deploy", "kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonNode manifest() throws IOException {
        return YAML.readTree(FOLDER.resolve("flinkdeployment.yaml").toFile());
    }

    /** As release 1.15 of the operator defines them. */
    @Test
    void theOperatorKnowsTheKeysOfEachPart() throws IOException {
        JsonNode spec = manifest().path("spec");
        Set<String> ofManager = Set.of("podTemplate", "replicas", "resource");
        assertThat(names(spec))
                .isSubsetOf(
                        "flinkConfiguration",
                        "flinkVersion",
                        "image",
                        "imagePullPolicy",
                        "ingress",
                        "job",
                        "jobManager",
                        "logConfiguration",
                        "mode",
                        "podTemplate",
                        "restartNonce",
                        "serviceAccount",
                        "taskManager");
        assertThat(names(spec.path("job")))
                .isSubsetOf(
                        "allowNonRestoredState",
                        "args",
                        "entryClass",
                        "initialSavepointPath",
                        "jarURI",
                        "parallelism",
                        "savepointTriggerNonce",
                        "state",
                        "upgradeMode");
        for (String manager : List.of("jobManager", "taskManager")) {
            assertThat(names(spec.path(manager))).isNotEmpty().isSubsetOf(ofManager);
            assertThat(names(spec.path(manager).path("resource"))).isSubsetOf("cpu", "ephemeralStorage", "memory");
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void theOperatorKnowsEveryKey() throws IOException {
        Path definition = Recordings.require("data/kubernetes/flinkdeployments-crd-1.15.0.yml");
        JsonNode versions = YAML.readTree(definition.toFile()).at("/spec/versions");
        JsonNode schema = versions.get(0).at("/schema/openAPIV3Schema");
        close(schema);
        ObjectNode manifest = (ObjectNode) manifest();
        for (String everyObjects : new String[] {"apiVersion", "kind", "metadata"}) {
            manifest.remove(everyObjects);
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        assertThat(registry.getSchema(schema).validate(manifest))
                .map(Error::toString)
                .isEmpty();
    }

    /** The operator's schema lets unknown keys pass; the API server drops them without a word. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("x-kubernetes-preserve-unknown-fields")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(KubernetesManifestTest::close);
    }

    @Test
    void itIsThisJob() throws IOException {
        JsonNode spec = manifest().path("spec");
        assertThat(spec.at("/job/entryClass").asText()).isEqualTo(SubmittedJob.class.getName());
        String jar = Path.of(spec.at("/job/jarURI").asText()).getFileName().toString();
        String image = Files.readString(FOLDER.resolve("Dockerfile"));
        assertThat(image).contains("/opt/flink/usrlib/" + jar);
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.replaceAll("(?s).*?<artifactId>shtinkering-cep</artifactId>\\s*<version>(.*?)<.*", "$1");
        assertThat(image).contains("target/shtinkering-cep-" + version + "-job.jar");
        String flink = pom.replaceAll("(?s).*<flink.version>(.*?)</flink.version>.*", "$1");
        assertThat(image).contains("FROM flink:" + flink + "-java17");
        assertThat(spec.path("flinkVersion").asText())
                .isEqualTo("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));
        JsonNode configuration = YAML.readTree(Path.of("jobs", "kafka.yaml").toFile());
        assertThat(spec.at("/flinkConfiguration/pipeline.max-parallelism").asText())
                .isEqualTo(configuration
                        .path("flink")
                        .path("pipeline.max-parallelism")
                        .asText());
    }
}
