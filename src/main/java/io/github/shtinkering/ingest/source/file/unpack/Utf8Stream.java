package io.github.shtinkering.ingest.source.file.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a text in UTF-8. A text that begins with a byte-order mark of UTF-16, as Windows PowerShell writes what its
 * output is redirected to, is transcoded, half a pair of surrogates to U+FFFD; of any other text the bytes are passed on
 * as they are.
 */
public final class Utf8Stream extends InputStream {
    private static final int CHARS = 8 * 1024;

    private final PushbackInputStream in;
    private @Nullable Reader utf16;
    private boolean hasBegun;
    private final char[] chars = new char[CHARS];
    private int kept; // half a pair at the beginning of the characters, whose other half has not been read
    private byte[] bytes = {};
    private int at;

    public Utf8Stream(InputStream in) {
        this.in = new PushbackInputStream(in, 2);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (!hasBegun) {
            begin();
        }
        if (utf16 == null) {
            return in.read(target, offset, length);
        }
        if (length == 0) {
            return 0;
        }
        while (at == bytes.length) {
            if (!transcode(utf16)) {
                return -1;
            }
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    private void begin() throws IOException {
        byte[] first = in.readNBytes(2);
        hasBegun = true;
        int mark = first.length < 2 ? 0 : (first[0] & 0xff) << Byte.SIZE | first[1] & 0xff;
        // The order is given, not left to the reader: at the end of the text Java's would forget it.
        if (mark == 0xfeff) {
            utf16 = new InputStreamReader(in, StandardCharsets.UTF_16BE);
        } else if (mark == 0xfffe) {
            utf16 = new InputStreamReader(in, StandardCharsets.UTF_16LE);
        } else {
            in.unread(first);
        }
    }

    /** Transcodes what comes next; false at the end. */
    private boolean transcode(Reader from) throws IOException {
        int read = from.read(chars, kept, CHARS - kept);
        int length = kept + Math.max(read, 0);
        boolean isHalf = read > 0 && Character.isHighSurrogate(chars[length - 1]);
        kept = isHalf ? 1 : 0;
        bytes = new String(chars, 0, length - kept).getBytes(StandardCharsets.UTF_8);
        at = 0;
        if (isHalf) {
            chars[0] = chars[length - 1];
        }
        return length > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
