package io.github.shtinkering.detect.casebook.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.exceptions.ExceptionRegister.Outcome;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionRegister.Ruling;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the control topic's records. */
class ExceptionRegisterTest {
    private final ExceptionRegister register = new ExceptionRegister(List.of());

    private static String entry(String id, String host) {
        return """
                {"id": "%s", "reason": "CHG-1", "owner": "it", "starts": "2026-11-09T00:00:00Z",
                 "ends": "2026-11-10T00:00:00Z", "match": {"host": "%s"}}
                """.formatted(id, host);
    }

    private Ruling take(String key, String value) {
        return Objects.requireNonNull(register.take(key, value), "said something new");
    }

    @Test
    void anEntryIsInForceUntilItIsWithdrawn() {
        Ruling accepted = take("EX-1", entry("EX-1", "ws-*"));
        assertThat(accepted.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(accepted.change()).isEqualTo(new ExceptionChange("EX-1", accepted.entry()));
        assertThat(register.entries()).containsExactly(accepted.entry());

        Ruling withdrawn = take("EX-1", null);
        assertThat(withdrawn.outcome()).isEqualTo(Outcome.WITHDRAWN);
        assertThat(withdrawn.entry()).isEqualTo(accepted.entry());
        assertThat(withdrawn.change()).isEqualTo(new ExceptionChange("EX-1", null));
        assertThat(register.entries()).isEmpty();
    }

    @Test
    void whatSaysNothingNewIsSilent() {
        take("EX-1", entry("EX-1", "ws-*"));
        assertThat(register.take("EX-1", entry("EX-1", "ws-*"))).isNull();
        assertThat(register.take("EX-2", null)).isNull();
        assertThat(register.take(null, null)).isNull();
    }

    @Test
    void theNewestRecordOfAKeyAloneCounts() {
        take("EX-1", entry("EX-1", "ws-*"));
        assertThat(Objects.requireNonNull(take("EX-1", entry("EX-1", "srv-*")).entry())
                        .host())
                .isEqualTo("srv-*");
        assertThat(register.entries()).hasSize(1);
    }

    @Test
    void anEntryThatIsRefusedEndsTheOneItReplaces() {
        take("EX-1", entry("EX-1", "ws-*"));
        Ruling refused = take("EX-1", "{}");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.change()).isEqualTo(new ExceptionChange("EX-1", null));
        assertThat(register.entries()).isEmpty();
        assertThat(take("EX-1", "{}").change()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "no entry",
                "{\"id\": ",
                "a: [b: {c",
                "&a [*a, *a]",
                "!!javax.script.ScriptEngineManager [x]",
                "{} {}"
            })
    void whatIsNoEntryIsRefusedWithTheReason(String value) {
        Ruling refused = take("EX-1", value);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.refusal()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void aRecordUnderAnotherKeyOrNoneIsRefused() {
        assertThat(take(null, entry("EX-1", "ws-*")).refusal()).contains("no key");
        assertThat(take("EX-2", entry("EX-1", "ws-*")).refusal()).contains("is not the record's key EX-2");
        assertThat(register.entries()).isEmpty();
    }

    @Test
    void aRecordThatIsTooLongOrNoTextIsRefused() {
        assertThat(take("EX-1", "x".repeat(ExceptionRegister.MAX_LENGTH + 1)).refusal())
                .contains("longer than");
        assertThat(take("EX-1", entry("EX-1", "ws-\uFFFD")).refusal()).contains("UTF-8");
    }

    @Test
    void moreThanTheLimitAreRefusedUntilOneIsWithdrawn() {
        for (int i = 0; i < ExceptionRegister.LIMIT; i++) {
            take("EX-" + i, entry("EX-" + i, "ws-" + i));
        }
        assertThat(take("EX-more", entry("EX-more", "ws")).refusal()).contains("withdraw");
        assertThat(take("EX-7", entry("EX-7", "another")).outcome()).isEqualTo(Outcome.ACCEPTED);
        take("EX-7", null);
        assertThat(take("EX-more", entry("EX-more", "ws")).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void goesOnFromItsEntries() {
        take("EX-1", entry("EX-1", "ws-*"));
        ExceptionRegister restored = new ExceptionRegister(register.entries());
        assertThat(restored.take("EX-1", entry("EX-1", "ws-*"))).isNull();
        assertThat(Objects.requireNonNull(restored.take("EX-1", null)).outcome())
                .isEqualTo(Outcome.WITHDRAWN);
    }
}
