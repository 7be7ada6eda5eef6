package io.github.shtinkering.ingest.source.file.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The bytes of a file that cannot be unpacked at all: there are none, and the first read says why. */
public final class BrokenStream extends InputStream {
    private final ZipException cause;

    public BrokenStream(ZipException cause) {
        this.cause = cause;
    }

    @Override
    public int read() throws IOException {
        throw cause;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        throw cause;
    }
}
