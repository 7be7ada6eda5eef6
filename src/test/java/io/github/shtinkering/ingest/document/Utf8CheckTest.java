package io.github.shtinkering.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.document.Utf8Check.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The steps in which the bytes go by have no seam: whatever the length, and wherever the byte stands that decides. */
class Utf8CheckTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int LONGEST = 100;
    private static final String[] PARTS = {"a", "\"", "~", "é", "ß", "€", "語", "😀", "\uD7FF", "\uE000"};

    @Test
    void findsNulAtEveryPlace() {
        for (int length = 1; length <= LONGEST; length++) {
            for (int place = 0; place < length; place++) {
                assertThat(verdict(ascii(length), place, 0)).isEqualTo(Verdict.HAS_NUL);
            }
        }
    }

    @Test
    void findsWhatIsNoUtf8AtEveryPlace() {
        for (int length = 1; length <= LONGEST; length++) {
            assertThat(verdict(ascii(length), 0, 'a')).isEqualTo(Verdict.TEXT);
            for (int place = 0; place < length; place++) {
                assertThat(verdict(ascii(length), place, 0xff)).isEqualTo(Verdict.INVALID);
            }
        }
    }

    @Test
    void saysOfAnyBytesWhatJavaSays() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = text(random).getBytes(StandardCharsets.UTF_8);
            for (int broken = random.nextInt(3); broken > 0 && bytes.length > 0; broken--) {
                bytes[random.nextInt(bytes.length)] = (byte) (1 + random.nextInt(255));
            }
            assertThat(Utf8Check.check(bytes, 0, bytes.length))
                    .as("seed %d, text %d", SEED, i)
                    .isEqualTo(isText(bytes) ? Verdict.TEXT : Verdict.INVALID);
        }
    }

    /** The bytes stand within others, of which none may count. */
    private static Verdict verdict(byte[] bytes, int place, int value) {
        byte[] around = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, around, 1, bytes.length);
        around[1 + place] = (byte) value;
        return Utf8Check.check(around, 1, bytes.length);
    }

    private static byte[] ascii(int length) {
        return "a".repeat(length).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(LONGEST); length > 0; length--) {
            text.append(PARTS[random.nextInt(4) == 0 ? random.nextInt(PARTS.length) : 0]);
        }
        return text.toString();
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
