package io.github.shtinkering.ingest.source.file.unpack;

import io.github.shtinkering.embedded.RunMeter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stored file, of which every byte that is read is counted. */
public final class MeteredStream extends FilterInputStream {
    public MeteredStream(InputStream file) {
        super(file);
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        RunMeter.read(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        RunMeter.read(read);
        return read;
    }
}
