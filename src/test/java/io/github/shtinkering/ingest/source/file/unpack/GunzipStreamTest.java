package io.github.shtinkering.ingest.source.file.unpack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GunzipStreamTest {
    private static final byte[] TEXT = text();

    @Test
    void unpacksMembersOneAfterAnother() throws IOException {
        byte[] packed = concat(gzip(TEXT), gzip(new byte[0]), gzip("end".getBytes(UTF_8)), new byte[512]);
        assertThat(new GunzipStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(concat(TEXT, "end".getBytes(UTF_8)));
    }

    @Test
    void givesAllThatCanBeUnpackedOfATruncatedFile() {
        byte[] packed = gzip(TEXT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> drain(Arrays.copyOf(packed, packed.length / 2), out))
                .isInstanceOf(EOFException.class);
        assertThat(out.size()).isGreaterThan(TEXT.length / 3);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(TEXT, out.size()));
    }

    @Test
    void saysWhatIsDamaged() {
        byte[] packed = gzip(TEXT);
        byte[] garbageBehind = concat(packed, "garbage".getBytes(UTF_8));
        assertThatThrownBy(() -> drain(garbageBehind, new ByteArrayOutputStream()))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("not gzip");
        byte[] wrongSum = packed.clone();
        wrongSum[packed.length - 6] ^= 1;
        assertThatThrownBy(() -> drain(wrongSum, new ByteArrayOutputStream()))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> drain(TEXT, new ByteArrayOutputStream())).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> drain(new byte[0], new ByteArrayOutputStream()))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void survivesDamageAnywhere() {
        byte[] packed = gzip(TEXT);
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = packed.clone();
            damaged[10 + random.nextInt(packed.length - 10)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> drain(damaged, new ByteArrayOutputStream()))
                    .isInstanceOfAny(ZipException.class, EOFException.class);
        }
    }

    private static void drain(byte[] packed, OutputStream out) throws IOException {
        try (GunzipStream in = new GunzipStream(new ByteArrayInputStream(packed))) {
            in.transferTo(out);
        }
    }

    private static byte[] text() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextInt(1_000_000)).append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
