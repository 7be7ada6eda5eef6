package io.github.shtinkering.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.shtinkering.detect.host.HostLimits;
import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.job.config.secret.SecretReferences;
import io.github.shtinkering.job.graph.ConfiguredJob;
import io.github.shtinkering.publish.document.LinkTemplates;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.webhook.WebhookForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final String KAFKA = """
            source:
              kafka:
                bootstrap_servers: broker-1:9092
                topics: [windows-events]
            sink:
              files:
                directory: out
            """;

    @TempDir
    Path folder;

    @Test
    void pinsTopicsToFormats() throws Exception {
        FormatPins pins = read("""
                source:
                  kafka:
                    bootstrap_servers: broker-1:9092
                    topic_pattern: .*
                    formats:
                      win.+: [winlogbeat, winlogbeat-ecs]
                      win.events: wazuh
                sink: {files: {directory: out}}
                """).source().kafka().formats();

        assertThat(pins.of("win.events")).containsExactly("wazuh");
        assertThat(pins.of("windows")).containsExactly("winlogbeat", "winlogbeat-ecs");
        assertThat(pins.of("old-windows")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "windows-events: winlogbaet | formats.windows-events names the unknown format 'winlogbaet'; did you mean 'winlogbeat'?; formats are crowdstrike-fdr, ",
                "windows-events: [] | formats.windows-events names no format; formats are crowdstrike-fdr, ",
                "windows-event: wazuh | formats.windows-event is none of the topics; did you mean 'windows-events'?",
                "'windows(': wazuh | formats.windows( is neither a topic nor a regular expression",
                "windows-events: {a: b} | formats.windows-events[0] has a value of the wrong kind"
            })
    void aPinThatCannotHoldIsRefused(String pin, String reason) throws IOException {
        assertThat(problem(KAFKA.replace("[windows-events]", "[windows-events]\n    formats: {" + pin + "}")))
                .contains("source.kafka." + reason);
    }

    @Test
    void readsEverySection() throws Exception {
        Path exceptions = Files.writeString(folder.resolve("exceptions.yaml"), "[]");
        JobConfig config = read("""
                source:
                  kafka:
                    bootstrap_servers: broker-1:9092,broker-2:9092
                    topic_pattern: windows-.*
                    start: 2026-11-09T08:00:00Z
                    group: lsass
                    bounded: true
                    properties:
                      security.protocol: SASL_SSL
                      sasl.jaas.config: ${env:HOME}
                sink:
                  files: {directory: out}
                detection:
                  keep_domain: true
                  time_zone: Europe/Berlin
                  tier0_hosts: [dc-01, dc-02]
                  recognised_agents:
                    - {executable: 'C:\\Program Files\\Example\\agent.exe', signer: Example Ltd}
                exceptions:
                  file: %s
                  kafka: {bootstrap_servers: broker-1:9092}
                limits: {record_bytes: 65536, hosts: 5000, idle_hosts: 1000}
                flink:
                  parallelism.default: 2
                  pipeline:
                    max-parallelism: 720
                  execution.checkpointing.interval: 10 s
                """.formatted(exceptions));

        KafkaConfig kafka = config.source().kafka();
        assertThat(kafka.topicPattern()).isEqualTo("windows-.*");
        assertThat(kafka.start()).isEqualTo(new StartingPoint(StartingPoint.Kind.TIMESTAMP, 1_794_211_200_000L));
        assertThat(kafka.bounded()).isTrue();
        assertThat(resolved(kafka.clientProperties(), "sasl.jaas.config")).isEqualTo(System.getenv("HOME"));
        assertThat(kafka.toString()).contains("${env:HOME}").doesNotContain(System.getenv("HOME"));
        assertThat(config.detection().keepDomain()).isTrue();
        assertThat(config.detection().zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(config.detection().tier0Hosts()).containsExactly("dc-01", "dc-02");
        assertThat(config.detection().recognisedAgents())
                .containsExactly(
                        new DetectionConfig.RecognisedAgent("C:\\Program Files\\Example\\agent.exe", "Example Ltd"));
        assertThat(config.exceptions().file()).isEqualTo(exceptions);
        assertThat(config.exceptions().kafka().topic()).isEqualTo("shtinkering.exceptions.v1");
        assertThat(config.limits().recordBytes()).isEqualTo(65536);
        assertThat(config.limits().ofHosts()).isEqualTo(new HostLimits(5_000, 1_000));
        assertThat(config.flink().toConfiguration().get(PipelineOptions.MAX_PARALLELISM))
                .isEqualTo(720);
        assertThat(config.flink().toReplayConfiguration().get(CoreOptions.DEFAULT_PARALLELISM))
                .isEqualTo(2);
        assertThat(config.flink().toReplayConfiguration().contains(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isFalse();
    }

    @Test
    void whatIsLeftOutTakesItsDefault() throws Exception {
        JobConfig config = read(KAFKA);

        assertThat(config.detection()).isEqualTo(DetectionConfig.DEFAULT);
        assertThat(config.limits().recordBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(config.limits().ofHosts()).isEqualTo(HostLimits.DEFAULT);
        assertThat(config.source().kafka().start()).isEqualTo(StartingPoint.COMMITTED);
        assertThat(config.source().files()).isEmpty();
        assertThat(config.flink().settings()).isEmpty();
    }

    @Test
    void domainsAreReadWithoutRegardToCase() throws Exception {
        assertThat(read(KAFKA + "detection: {domains: [Corp.Example, corp.example, lab]}\n")
                        .detection()
                        .domains())
                .containsExactly("corp.example", "lab");
    }

    @Test
    void severalSinksMayBeNamed() throws Exception {
        SinkConfig sink =
                read(KAFKA + """
                  kafka:
                    bootstrap_servers: broker-1:9092
                    topics: {cases: lsass.cases}
                """.indent(2).replace("    kafka", "  kafka")).sink();

        assertThat(sink.files().directory()).isEqualTo(Path.of("out"));
        assertThat(sink.kafka().topics().cases()).isEqualTo("lsass.cases");
        assertThat(sink.kafka().topics().deadLetters()).isEqualTo("shtinkering.dlq.v1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    files: {directory: out, form: ocsf} | true
                    files: {directory: out} | false
                    kafka: {bootstrap_servers: b:9092, form: ocsf} | true
                    kafka: {bootstrap_servers: b:9092} | false
                    opensearch: {endpoints: [http://i:9200], indices: {findings: f}} | true
                    opensearch: {endpoints: [http://i:9200]} | false
                    files: {directory: out}, webhook: {endpoint: http://w/, form: ocsf} | true
                    files: {directory: out}, webhook: {endpoint: http://w/, form: alertmanager} | false
                    """)
    void findingsAreWrittenWhereASinkTakesThem(String sinks, boolean findings) throws Exception {
        JobConfig config = read("sink: {" + sinks + "}\n");
        assertThat(ConfiguredJob.detection(config).findings()).isEqualTo(findings);
    }

    @Test
    void alertsMayTakeTheFormOfOcsf() throws Exception {
        String kafka = """
                  kafka:
                    bootstrap_servers: broker-1:9092
                    form: ocsf
                """.indent(2).replace("    kafka", "  kafka");
        assertThat(read(KAFKA + kafka).sink().kafka().alertForm()).isEqualTo(AlertForm.OCSF);
        assertThat(read(KAFKA + kafka.replace("form: ocsf", "topics: {}"))
                        .sink()
                        .kafka()
                        .alertForm())
                .isEqualTo(AlertForm.ECS);
        assertThat(problem(KAFKA + kafka.replace("ocsf", "cef"))).contains("sink.kafka.form is cef; write ecs or ocsf");
        String files = "sink: {files: {directory: out, form: ocsf}}\n";
        assertThat(read(files).sink().files().alertForm()).isEqualTo(AlertForm.OCSF);
        assertThat(problem(files.replace("ocsf", "cef"))).contains("sink.files.form is cef; write ecs or ocsf");
    }

    @Test
    void anIndexTakesItsSecretsAsReferences() throws Exception {
        String index = """
                  opensearch:
                    endpoints: ["https://index-1:9200"]
                    user: writer
                    password: ${env:PATH}
                """.indent(2).replace("    opensearch", "  opensearch");
        SinkConfig.OpenSearch opensearch = read(KAFKA + index).sink().opensearch();

        assertThat(opensearch.indices().cases()).isEqualTo("shtinkering-cases");
        assertThat(opensearch.indices().findings()).as("only on request").isNull();
        assertThat(opensearch.authorization().header()).startsWith("Basic ");
        assertThat(opensearch.toString()).contains("${env:PATH}");
        assertThat(problem(KAFKA + index.replace("${env:PATH}", "hunter2")))
                .contains("sink.opensearch.password is a secret")
                .doesNotContain("hunter2");
        assertThat(problem(KAFKA + index.replace("${env:PATH}", "'hunter2${env:PATH}'")))
                .contains("sink.opensearch.password is a secret")
                .doesNotContain("hunter2");
        assertThat(problem(KAFKA + index.replace("https://index-1:9200", "index-1")))
                .contains("sink.opensearch.endpoints must name at least one node");
        assertThat(problem(KAFKA + index.replace("index-1:9200", "writer:hunter2@index-1:9200")))
                .contains("sink.opensearch.endpoints must name no user: say user and password, or api_key")
                .doesNotContain("hunter2");
        assertThat(problem(KAFKA + index.replace("index-1:9200", "writer:hunter2@index 1")))
                .contains("sink.opensearch.endpoints[0] has a value of the wrong kind; expected a text that is a URI")
                .doesNotContain("hunter2");
    }

    @Test
    void aWebhookIsToldFromASeverityOnAndTakesItsSecretsAsReferences() throws Exception {
        String webhook = """
                  webhook:
                    endpoint: https://alerts.example/api/v2/alerts
                    form: alertmanager
                    authorization: ${env:PATH}
                    signing_key: ${env:PATH}
                """.indent(2).replace("    webhook", "  webhook");
        WebhookConfig read = read(KAFKA + webhook).sink().webhook();

        assertThat(read.settings().fromSeverity()).as("high").isEqualTo(3);
        assertThat(read.settings().form()).isEqualTo(WebhookForm.ALERTMANAGER);
        assertThat(read.settings().mostWaiting()).isEqualTo(10_000);
        assertThat(read.settings().authorization().header()).isEqualTo(System.getenv("PATH"));
        assertThat(read.toString()).contains("${env:PATH}");
        assertThat(problem(KAFKA + webhook.replace("authorization: ${env:PATH}", "authorization: hunter2")))
                .contains("sink.webhook.authorization is a secret")
                .doesNotContain("hunter2");
        assertThat(problem(KAFKA + webhook.replace("signing_key: ${env:PATH}", "signing_key: hunter2")))
                .contains("sink.webhook.signing_key is a secret");
        assertThat(problem(KAFKA + webhook.replace("alertmanager", "slack")))
                .contains("sink.webhook.form is slack; write ecs, ocsf or alertmanager");
        assertThat(problem(KAFKA + webhook.replace("form:", "from_severity: urgent\n      form:")))
                .contains("sink.webhook.from_severity is urgent; write info, low, medium, high or critical");
        assertThat(problem(KAFKA + webhook.replace("form:", "link: https://c.example\n      form:")))
                .contains("sink.webhook.link has no {case}");
        assertThat(problem(KAFKA + webhook.replace("https://alerts.example", "alerts.example")))
                .contains("sink.webhook.endpoint must be https://host/path");
        assertThat(problem("sink:\n" + webhook)).contains("names a webhook alone, which keeps nothing");
    }

    @Test
    void linksAreAddressesWithPlaces() throws Exception {
        String links = "links: {host: 'https://c.example/{value}?from={from}', record: 'https://k.example/{offset}'}\n";
        assertThat(read(links).links().templates().host()).isEqualTo("https://c.example/{value}?from={from}");
        assertThat(read(links).links().templates().user()).isNull();
        assertThat(read("detection: {}\n").links().templates()).isEqualTo(LinkTemplates.NONE);
        assertThat(problem(links.replace("{from}", "{since}")))
                .contains("links.host has {since}, which nothing stands for; write {value}, {host}, {from}, {to}");
        assertThat(problem(links.replace("https://c.example", "javascript:alert")))
                .contains("links.host must be an address that begins with https://");
        assertThat(problem(links.replace("{value}", "{offset}"))).contains("links.host has {offset}");
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndItsNearestNeighbour() throws Exception {
        assertThat(problem(KAFKA.replace("topics:", "topcs:")))
                .isEqualTo("job.yaml:4: source.kafka.topcs is not a known key; did you mean 'topics'? (known:"
                        + " bootstrap_servers, bounded, collectors, formats, group, properties, start, topic_pattern,"
                        + " topics)");
        assertThat(problem(KAFKA + "detections: {}\n"))
                .startsWith("job.yaml:8: detections is not a known key; did you mean 'detection'?");
    }

    @Test
    void aKeyTwiceIsRefused() throws Exception {
        assertThat(problem(KAFKA + "sink: {}\n")).startsWith("job.yaml:8").contains("Duplicate field 'sink'");
    }

    @Test
    void valuesOfTheWrongKindAreNamed() throws Exception {
        assertThat(problem(KAFKA + "detection: {keep_domain: 3}"))
                .isEqualTo("job.yaml:8: detection.keep_domain has a value of the wrong kind; expected true or false");
        assertThat(problem(KAFKA + "limits:\n  record_bytes: many\n"))
                .isEqualTo("job.yaml:9: limits.record_bytes has a value of the wrong kind; expected a whole number");
        assertThat(problem(KAFKA + "limits:\n  record_bytes: 2.5\n")).contains("expected a whole number");
        assertThat(problem(KAFKA + "detection: [a]")).contains("detection").contains("expected keys and values");
        assertThat(problem("- a\n- b\n")).contains("the file has a value of the wrong kind");
        assertThat(problem("just words")).contains("the file has a value of the wrong kind");
    }

    @Test
    void valuesThatCannotBeAreNamed() throws Exception {
        assertThat(problem(KAFKA + "detection:\n  time_zone: Mars\n"))
                .startsWith("job.yaml:9: detection.time_zone is no time zone: 'Mars'; write one like UTC");
        assertThat(problem(KAFKA + "detection:\n  domains: ['corp example']\n"))
                .startsWith("job.yaml:9: detection.domains holds no DNS domain: 'corp example'; write one like");
        assertThat(problem(KAFKA + "detection: {keep_domain: true, domains: [corp.example]}\n"))
                .contains("detection.domains has no effect where keep_domain is true");
        assertThat(problem(KAFKA + "limits:\n  idle_hosts: 0\n")).contains("limits.idle_hosts must be at least 1");
        assertThat(problem(KAFKA + "limits:\n  hosts: 0\n")).contains("limits.hosts must be at least 1");
        assertThat(problem(KAFKA + "limits:\n  record_bytes: 1\n")).contains("must lie between 1024 and 67108864");
        assertThat(problem(KAFKA.replace("    topics:", "    start: soon\n    topics:")))
                .contains("job.yaml:4: source.kafka.start is committed, earliest, latest or a time like");
        assertThat(problem(KAFKA.replace("    topics: [windows-events]\n", "")))
                .isEqualTo("job.yaml:2: source.kafka must have either topics or topic_pattern, one of the two");
        assertThat(problem(KAFKA.replace("topics: [windows-events]", "topic_pattern: '['")))
                .contains("source.kafka.topic_pattern is not a regular expression");
        assertThat(problem(KAFKA.replace("  kafka:", "  files: [a]\n  kafka:")))
                .contains("source must have either kafka or files");
        assertThat(problem(KAFKA + "detection:\n  recognised_agents:\n    - executable: agent.exe\n"))
                .startsWith("job.yaml:10: detection.recognised_agents[0].executable must be a full Windows path");
        assertThat(problem(KAFKA + "exceptions: {file: absent.yaml}"))
                .contains("exceptions.file names no file that can be read: absent.yaml");
        assertThat(problem(KAFKA + "exceptions: {}")).contains("exceptions names neither a file nor kafka");
        assertThat(problem(KAFKA + "exceptions: {kafka: {topic: exceptions}}"))
                .contains("exceptions.kafka.bootstrap_servers is missing");
        assertThat(problem(KAFKA + "exceptions: {kafka: {bootstrap_server: b:9092}}"))
                .contains("exceptions.kafka.bootstrap_server is not a known key; did you mean 'bootstrap_servers'?");
        assertThat(problem(
                        KAFKA + "exceptions: {kafka: {bootstrap_servers: b:9092, properties: {ssl.key.password: x}}}"))
                .contains("exceptions.kafka.properties.ssl.key.password is a secret");
    }

    @Test
    void settingsOfFlinkAreChecked() throws Exception {
        assertThat(problem(KAFKA + "flink:\n  paralellism.default: 2\n"))
                .isEqualTo("job.yaml:9: flink.paralellism.default is not a setting of a Flink job;"
                        + " did you mean 'parallelism.default'?");
        assertThat(problem(KAFKA + "flink:\n  execution.checkpointing.interval: often\n"))
                .startsWith("job.yaml:9: flink.execution.checkpointing.interval cannot have the value 'often':");
        assertThat(problem(KAFKA + "flink:\n  jobmanager.memory.process.size: 1g\n"))
                .contains("jobmanager.memory.process.size is not a setting of a Flink job");
        assertThat(problem(KAFKA + "flink: {pipeline.generic-types: true}"))
                .contains("pipeline.generic-types is always false in this job");
        assertThat(problem(KAFKA + "flink:\n  pipeline:\n    max-parallelism: [1]\n"))
                .startsWith("job.yaml:10: flink.pipeline.max-parallelism must have a single value");
    }

    /** A login module and a user's name are no secrets. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true  | ${file:/etc/jaas}",
                "true  | x required username=\"a\" password=\"${env:P}\";",
                "false | x required username=\"${env:U}\" password=\"hunter2\";",
                "false | x required username=\"${env:U}\" password=hunter2;",
                "false | x required password=\"hunter2${env:P}\";",
                "false | x required clientId=\"a\" clientSecret=\"b\" scope=\"${env:S}\";",
                "false | x required username=\"${env:U}\";"
            })
    void aLineOfJaasOptionsHidesItsSecrets(boolean hidden, String line) {
        assertThat(SecretReferences.hidesJaasSecrets(line)).isEqualTo(hidden);
    }

    @Test
    void secretsAreReferencesAndNeverPrinted() throws Exception {
        String secret = KAFKA.replace("    topics:", """
                    properties:
                      ssl.truststore.password: hunter2
                    topics:""".indent(4).stripTrailing());
        assertThat(problem(secret))
                .isEqualTo("job.yaml:5: source.kafka.properties.ssl.truststore.password is a secret:"
                        + " write ${env:NAME} or ${file:/path}, and nothing else, instead of the value");
        assertThat(problem(secret.replace("hunter2", "hunter2${env:PATH}")))
                .contains("ssl.truststore.password is a secret")
                .doesNotContain("hunter2");

        JobConfig unset = read(secret.replace("hunter2", "${env:NO_SUCH_VARIABLE}"));
        assertThatThrownBy(() -> resolved(unset.source().kafka().clientProperties(), "ssl.truststore.password"))
                .hasMessage("a property of Kafka's client refers to the environment variable NO_SUCH_VARIABLE, which is"
                        + " not set");

        Path file = Files.writeString(folder.resolve("password"), "hunter2\n");
        JobConfig mounted = read(secret.replace("hunter2", "${file:" + file + "}"));
        Properties client = mounted.source().kafka().clientProperties();
        assertThat(client.toString()).doesNotContain("hunter2");
        assertThat(resolved(client, "ssl.truststore.password")).isEqualTo("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void ofASecretsFileOneLineBreakIsLeftOut(String end) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), " two\n\nlines \n" + end);
        assertThat(SecretReferences.resolve("key", "${file:" + file + "}"))
                .isEqualTo(" two\n\nlines " + (end.isEmpty() ? "" : "\n"));
    }

    /** As Kafka's own clients understand it. */
    private static String resolved(Properties client, String name) {
        client.setProperty("bootstrap.servers", "broker-1:9092");
        client.setProperty("key.deserializer", StringDeserializer.class.getName());
        client.setProperty("value.deserializer", StringDeserializer.class.getName());
        return new ConsumerConfig(client).getPassword(name).value();
    }

    @Test
    void propertiesOfKafkaAreChecked() throws Exception {
        assertThat(problem(KAFKA.replace("    topics:", "    properties: {max.pol.records: 1}\n    topics:")))
                .contains("source.kafka.properties.max.pol.records is not a property of this Kafka client;"
                        + " did you mean 'max.poll.records'?");
        assertThat(problem(KAFKA.replace("    topics:", "    properties: {group.id: x}\n    topics:")))
                .contains("say it as source.kafka.group");
        assertThat(problem(KAFKA.replace("    topics:", "    properties: {value.deserializer: x}\n    topics:")))
                .contains("source.kafka.properties.value.deserializer is not set here; say it as source.kafka.formats");
        assertThat(problem(KAFKA + "  kafka:\n    bootstrap_servers: b:1\n    properties: {acsk: all}\n"))
                .startsWith("job.yaml:10: sink.kafka.properties.acsk is not a property of this Kafka client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# only a comment\n", "---\n"})
    void anEmptyFileSaysSo(String yaml) throws Exception {
        assertThat(problem(yaml)).contains("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [1", "a: b: c", "\ta: 1", "{", "a: 'x"})
    void brokenYamlIsOneSentence(String yaml) throws Exception {
        assertThat(problem(yaml)).contains("is not valid YAML").hasLineCount(1);
    }

    @Test
    void aMissingFileIsNamed() {
        Path absent = folder.resolve("absent.yaml");
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigFile.read(absent)))
                .hasMessage("there is no configuration file " + absent);
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigFile.read(folder)))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void shippedConfigurationsAreValid() throws Exception {
        for (Path shipped : List.of(Path.of("jobs/local.yaml"), Path.of("jobs/kafka.yaml"))) {
            JobConfig config = ConfigFile.read(shipped);
            assertThat(config.flink().toConfiguration().get(PipelineOptions.MAX_PARALLELISM))
                    .as("max parallelism of %s: it can never change", shipped)
                    .isEqualTo(720);
        }
    }

    private JobConfig read(String yaml) throws IOException, ConfigException {
        return ConfigFile.read(Files.writeString(folder.resolve("job.yaml"), yaml));
    }

    /** The message for a file that must be refused, without the folder. */
    private String problem(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), yaml);
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> ConfigFile.read(file));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.getMessage()).hasLineCount(1);
        return e.getMessage().replace(folder + "/", "");
    }
}
