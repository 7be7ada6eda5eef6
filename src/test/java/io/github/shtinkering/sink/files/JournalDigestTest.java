package io.github.shtinkering.sink.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalDigestTest {
    static Stream<JournalDigest> digests() {
        return Stream.of(
                new JournalDigest(0, null, null, false, null, false),
                new JournalDigest(73, "related-technique", "high", false, null, false),
                new JournalDigest(5, "benign", "info", true, null, false),
                new JournalDigest(0, null, null, false, List.of(), true),
                new JournalDigest(0, null, null, false, List.of("registry", "lsass_pid"), false));
    }

    @ParameterizedTest
    @MethodSource("digests")
    void isReadAsItWasWritten(JournalDigest digest) {
        assertThat(digest.text()).doesNotContain("\t", "\n");
        assertThat(JournalDigest.parse(digest.text())).isEqualTo(digest);
    }

    @Test
    void passesOverWhatALaterVersionAdds() {
        assertThat(JournalDigest.parse("score=73 merged colour=blue verdict=attempt"))
                .isEqualTo(new JournalDigest(73, "attempt", null, true, null, false));
    }
}
