package io.github.shtinkering.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.shtinkering.detect.casebook.evidence.RecognisedAgent;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricFileTest {
    private static final RubricWeights SHIPPED = RubricWeights.shipped();

    @TempDir
    Path directory;

    @Test
    void whatItLeavesOutIsTheDefaults() throws IOException {
        RubricWeights own = read("version: 7-corp\nmodifiers:\n  gap-short: 9\n");
        Map<String, Integer> modifiers = new HashMap<>(SHIPPED.modifiers());
        modifiers.put("gap-short", 9);
        assertThat(own)
                .isEqualTo(new RubricWeights(
                        "7-corp", SHIPPED.base(), modifiers, SHIPPED.limits(), SHIPPED.recognisedAgents()));
    }

    @Test
    void anUnnamedVersionIsNotTheDefaults() throws IOException {
        assertThat(read("base: {dump: 61}\n").version()).isEqualTo(SHIPPED.version() + "+own");
    }

    @Test
    void itsAgentsTakeThePlaceOfTheDefaults() throws IOException {
        assertThat(read("recognised-agents: [{executable: 'C:\\x.exe', signer: X Ltd}]")
                        .recognisedAgents())
                .containsExactly(new RecognisedAgent("C:\\x.exe", "X Ltd"));
    }

    @Test
    void aCopyOfTheWholeFileStaysTheDefault() throws IOException {
        Path shipped = Path.of("src/main/resources/rubric.yaml");
        assertThat(RubricFile.read(shipped)).isEqualTo(SHIPPED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modifiers: {gap-shrot: 9}                 | section modifiers does not know 'gap-shrot'; did you mean 'gap-short'?",
                "modifier: {gap-short: 9}                  | does not know the section 'modifier'; did you mean 'modifiers'?",
                "limits: {campaign-hosts: many}            | limits.campaign-hosts must be a whole number",
                "limits: {campaign-hosts: 2.5}             | limits.campaign-hosts must be a whole number",
                "limits: {campaign-hosts: }                | limits.campaign-hosts must be a whole number",
                "base: 4                                   | section base must hold names with numbers",
                "base: {dump: 1, dump: 2}                  | is not YAML",
                "recognised-agents: [{executible: x.exe}]  | recognised-agents must name executable",
                "recognised-agents: [{signer: X Ltd}]      | must each name an executable",
                "- 1                                       | must hold some of the sections",
                "version: ' '                              | version must be a text",
            })
    void whatCannotBeUsedIsNamed(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("own.yaml")
                .hasMessageContaining(problem);
    }

    private RubricWeights read(String text) throws IOException {
        return RubricFile.read(Files.writeString(directory.resolve("own.yaml"), text));
    }
}
