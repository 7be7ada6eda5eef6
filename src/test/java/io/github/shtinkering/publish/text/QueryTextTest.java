package io.github.shtinkering.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTextTest {
    @Test
    void aValueStaysAValue() {
        assertThat(QueryText.literal("c:\\a\" | drop")).isEqualTo("\"c:\\\\a\\\" | drop\"");
    }

    @Test
    void nothingIsHiddenInIt() {
        assertThat(QueryText.literal("a\n\u202e\u2028\u2029\ufe0f\udb40\udc41\ud83d\ude00\ud800"))
                .isEqualTo("\"a\\u000a\\u202e\\u2028\\u2029\\ufe0f\\udb40\\udc41\ud83d\ude00\\ud800\"");
    }
}
