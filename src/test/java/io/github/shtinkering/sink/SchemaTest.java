package io.github.shtinkering.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas accept what the contract describes and refuse what breaks it. */
class SchemaTest {
    private static final String ALERT = """
            {"@timestamp":"2026-11-09T08:01:02Z","event":{"kind":"alert","category":["process"],"type":["info"],\
            "start":"2026-11-09T08:00:00Z","end":"2026-11-09T08:01:02.5Z","created":"2026-11-09T08:01:03Z",\
            "risk_score":95,"severity":4,"reason":"LSASS was dumped."},"host":{"name":"ws-01"},\
            "rule":{"id":"r","name":"n","version":"1"},"threat":{"framework":"MITRE ATT&CK"},\
            "shtinkering":{"schema":"urn:shtinkering:schema:alert:1","case":{"id":"c1","revision":2,"version":17,"verdict":"attempt","status":"open",\
            "severity":"critical","stages":["launch","dump"],"variant":null,"change":"stage-added",\
            "previous_severity":"high","previous_verdict":"attempt"},\
            "lsass":{"pid":744,"resolution":"confirmed","sources":["process start"]},\
            "target":{"pid":744,"initiator_pid":5120},\
            "score":{"model":"1","parts":[{"name":"base","points":100,"reason":"why","evidence":["e1"]},\
            {"name":"ceiling","points":-5,"reason":"why","evidence":[]}]},"counterfactual":null,\
            "evidence":[{"id":"e1","stage":"launch","time":"2026-11-09T08:01:00Z","formats":["winlogbeat"],\
            "origins":["a.ndjson:1"],"count":1,"summary":"WerFault"}],"guide":["look"]}}""";

    @Test
    void schemasKeepTheSchemaOfSchemas() throws IOException {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}", InputFormat.JSON);
        try (Stream<Path> schemas = Files.list(Path.of("deploy", "schema"))) {
            List<Path> files = schemas.toList();
            assertThat(files).hasSize(8);
            for (Path file : files) {
                assertThat(metaSchema.validate(Files.readString(file), InputFormat.JSON))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void acceptsAnAlert() {
        assertThatCode(() -> SchemaAssert.assertAlert(ALERT)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} instead of {1}")
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "\"severity\":4 | \"severity\":3",
                "\"risk_score\":95 | \"risk_score\":89",
                "\"severity\":\"critical\" | \"severity\":\"high\"",
                "\"severity\":\"critical\" | \"severity\":\"grave\"",
                "\"verdict\":\"attempt\" | \"verdict\":\"guess\"",
                "[\"launch\",\"dump\"] | [\"dump\",\"launch\"]",
                "\"status\":\"open\" | \"status\":\"merged\"",
                "\"resolution\":\"confirmed\" | \"resolution\":null",
                "\"host\":{\"name\":\"ws-01\"} | \"host\":{\"name\":\"WS-01\"}",
                "\"host\":{\"name\":\"ws-01\"} | \"host.name\":\"ws-01\"",
                "2026-11-09T08:01:02Z | 2026-11-09T08:01:02+00:00",
                "\"points\":-5 | \"points\":-4",
                "\"evidence\":[\"e1\"] | \"evidence\":[\"e2\"]",
                "\"guide\" | \"guides\"",
                "\"revision\":2 | \"revision\":1",
                "\"pid\":744,\"resolution\" | \"pid\":\"744\",\"resolution\""
            })
    void refusesABrokenAlert(String right, String wrong) {
        assertThat(ALERT).contains(right);
        assertThatThrownBy(() -> SchemaAssert.assertAlert(ALERT.replace(right, wrong)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "dead-letter | {\"error\":{\"code\":\"not-json\",\"message\":\"m\"},\"origin\":\"a:1\",\"record\":\"x\"}",
                "dead-letter | {\"error\":{\"code\":\"nul\",\"message\":\"m\"},\"origin\":\"a:1\",\"record\":null,\"record_base64\":\"AA==\"}",
                "audit | {\"exception\":{\"id\":\"e\",\"owner\":\"o\"},\"case\":{\"id\":\"c\"},\"host\":{\"name\":\"h\"},\"score\":20,\"score_without\":47}",
                "audit | {\"exception\":{\"id\":null},\"error\":{\"message\":\"m\"}}",
                "audit | {\"@timestamp\":\"2026-11-09T08:01:02Z\",\"event\":{\"action\":\"exception-accepted\"},\"exception\":{\"id\":\"e\",\"owner\":\"o\",\"reason\":\"r\",\"starts\":\"2026-11-09T08:01:02Z\",\"ends\":\"2026-11-10T08:01:02Z\"},\"origin\":\"t-0-1\"}",
                "host | {\"host\":{\"name\":\"h\"},\"event\":{\"end\":\"2026-11-09T08:01:02Z\"},\"shtinkering\":{\"lsass\":{\"pid\":null,\"sources\":[]},\"armed\":{\"scopes\":[\"global\"],\"since\":\"2026-11-09T08:01:02Z\",\"by\":{\"executable\":\"x\",\"user\":null}},\"risk\":{\"score\":0}}}",
                "campaign | {\"event\":{\"risk_score\":80},\"shtinkering\":{\"campaign\":{\"id\":\"i\",\"revision\":1,\"kind\":\"campaign\",\"fingerprint\":\"f\",\"why\":\"w\",\"first_seen\":\"2026-11-09T08:01:02Z\",\"last_seen\":\"2026-11-09T08:01:02Z\",\"host_count\":5,\"hosts\":[\"a\"],\"stages\":[\"launch\"]}}}"
            })
    void acceptsTheOtherDocuments(String schema, String document) {
        assertThatCode(() -> SchemaAssert.assertKeepsSchema(schema, document)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "dead-letter | {\"error\":{\"code\":\"not-json\",\"message\":\"m\"},\"origin\":\"a:1\"}",
                "dead-letter | {\"error\":{\"code\":\"x\",\"message\":\"m\"},\"origin\":\"a:1\",\"record\":\"x\",\"record_base64\":\"AA==\"}",
                "audit | {\"exception\":{\"id\":\"e\",\"owner\":\"o\"},\"case\":{\"id\":\"c\"},\"host\":{\"name\":\"h\"},\"score\":20}",
                "audit | {\"exception\":{\"id\":null}}",
                "audit | {\"@timestamp\":\"2026-11-09T08:01:02Z\",\"event\":{\"action\":\"exception-accepted\"},\"exception\":{\"id\":\"e\"},\"origin\":\"t-0-1\"}",
                "audit | {\"event\":{\"action\":\"exception-used\"},\"exception\":{\"id\":\"e\"},\"error\":{\"message\":\"m\"}}",
                "host | {\"host\":{\"name\":\"h\"},\"shtinkering\":{\"lsass\":{\"pid\":null,\"sources\":[]},\"armed\":null,\"risk\":{\"score\":0}}}",
                "campaign | {\"event\":{\"risk_score\":80},\"shtinkering\":{\"campaign\":{\"id\":\"i\",\"revision\":1,\"kind\":\"campaign\",\"fingerprint\":\"f\",\"why\":\"w\",\"first_seen\":\"2026-11-09T08:01:02Z\",\"last_seen\":\"2026-11-09T08:01:02Z\",\"host_count\":5000,\"hosts\":[\"a\"],\"stages\":[\"launch\"]}}}"
            })
    void refusesTheOtherDocumentsBroken(String schema, String document) {
        assertThatThrownBy(() -> SchemaAssert.assertKeepsSchema(schema, document))
                .isInstanceOf(AssertionError.class);
    }
}
