package io.github.shtinkering.ingest.source.file.unpack;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8StreamTest {
    /** Pairs of surrogates at every place of the buffer, also across its end. */
    @Test
    void utf16BecomesUtf8() throws IOException {
        for (String text : List.of("{\"a\":\"\u00e4\u20ac\"}\r\n".repeat(2_000), "\ud83d\ude00".repeat(9_000), "")) {
            for (String shifted : List.of(text, "x" + text)) {
                String marked = "\uFEFF" + shifted;
                assertThat(read(marked.getBytes(UTF_16LE))).isEqualTo(shifted.getBytes(UTF_8));
                assertThat(read(marked.getBytes(UTF_16BE))).isEqualTo(shifted.getBytes(UTF_8));
            }
        }
        byte[] half = {(byte) 0xff, (byte) 0xfe, 'a', 0, 0x3d, (byte) 0xd8};
        assertThat(read(half)).isEqualTo("a\uFFFD".getBytes(UTF_8));
    }

    @Test
    void otherBytesAreLeftAlone() throws IOException {
        for (byte[] bytes : List.of(
                new byte[0], new byte[] {(byte) 0xff}, "\uFEFF{}".getBytes(UTF_8), new byte[] {0x1f, (byte) 0x8b, 0})) {
            assertThat(read(bytes)).isEqualTo(bytes);
        }
    }

    private static byte[] read(byte[] bytes) throws IOException {
        try (InputStream in = new Utf8Stream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
