package io.github.shtinkering.sink.files;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.shtinkering.sink.OutputDocument;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that documents are appended to, one a line: version, tab, key, tab, digest, tab, JSON. The key is escaped as in
 * JSON and so holds no tab. What lies behind the length of the last checkpoint is cut off when the job comes back.
 */
final class DocumentJournal implements Closeable {
    private final FileChannel channel;
    private final OutputStream out;

    /**
     * Opens the journal at a length that {@link #sync()} returned, or at 0.
     *
     * @throws EOFException when the file is shorter than that
     */
    DocumentJournal(Path file, long length) throws IOException {
        channel = OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.size() < length) {
            long found = channel.size();
            channel.close();
            throw new EOFException("the journal " + file + " holds " + found + " bytes where the checkpoint knows "
                    + length + "; restore with the output directory that the checkpoint was taken with");
        }
        channel.truncate(length);
        channel.position(length);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    /** Appends a document in a form of it. */
    void append(OutputDocument document, String json) throws IOException {
        String digest = JournalDigest.of(document.digest()).text();
        String prefix = document.version() + "\t" + escaped(document.key()) + "\t" + digest + "\t";
        out.write(prefix.getBytes(StandardCharsets.UTF_8));
        out.write(json.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    /** Forces what was appended to the disk and returns the length of the journal in bytes. */
    long sync() throws IOException {
        out.flush();
        channel.force(false);
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String escaped(String key) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(key));
    }
}
