package io.github.shtinkering.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactIdTest {
    @Test
    void nothingAndAnEmptyTextAreTwoParts() {
        assertThat(FactId.of("a", null)).isNotEqualTo(FactId.of("a", ""));
    }

    @Test
    void partsDoNotRunTogether() {
        assertThat(FactId.of("a", "bc")).isNotEqualTo(FactId.of("ab", "c"));
    }
}
