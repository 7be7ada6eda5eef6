package io.github.shtinkering.ingest.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How a document is packed that is no UTF-8 as it stands: by gzip, or as UTF-16, told by its byte-order mark. Such a
 * document cannot be screened: it is unpacked first, whatever it holds, which costs some milliseconds a megabyte.
 */
public enum DocumentEncoding {
    /** RFC 1952. */
    GZIP,
    /** UTF-16, its lower byte first. */
    UTF_16LE,
    /** UTF-16, its higher byte first. */
    UTF_16BE;

    /** How a document is packed; null when it is not. */
    public static @Nullable DocumentEncoding of(byte[] bytes, int offset, int length) {
        if (length < 2 || (bytes[offset] >= 0 && bytes[offset] != 0x1f)) {
            return null;
        }
        return switch ((bytes[offset] & 0xff) << Byte.SIZE | bytes[offset + 1] & 0xff) {
            case 0x1f8b -> GZIP;
            case 0xfffe -> UTF_16LE;
            case 0xfeff -> UTF_16BE;
            default -> null;
        };
    }

    /**
     * Returns the document as UTF-8, for a document over the limit only its beginning, which is longer than the limit.
     *
     * @param limit bytes that the document may have
     * @throws IOException when it is damaged
     */
    public byte[] unpack(byte[] bytes, int offset, int length, int limit) throws IOException {
        return switch (this) {
            case GZIP -> {
                ByteArrayInputStream packed = new ByteArrayInputStream(bytes, offset, length);
                try (GZIPInputStream in = new GZIPInputStream(packed)) {
                    yield in.readNBytes(limit + 1);
                }
            }
            case UTF_16LE -> transcoded(bytes, offset, length, StandardCharsets.UTF_16LE);
            case UTF_16BE -> transcoded(bytes, offset, length, StandardCharsets.UTF_16BE);
        };
    }

    /** Half a pair of surrogates becomes U+FFFD. */
    private static byte[] transcoded(byte[] bytes, int offset, int length, Charset charset) {
        return new String(bytes, offset + 2, length - 2, charset).getBytes(StandardCharsets.UTF_8);
    }
}
