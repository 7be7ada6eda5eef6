package io.github.shtinkering.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of stored telemetry while it is read. */
final class OpenFile implements AutoCloseable {
    private final ByteWindow window;
    private final DocumentSplitter splitter;
    private boolean isFirst = true;
    private boolean holdsDeadLetters;

    /**
     * @param limit longest document in bytes
     */
    OpenFile(InputFile file, int limit) throws IOException {
        window = new ByteWindow(unpacked(Path.of(file.path())));
        splitter = DocumentSplitter.of(window, limit);
    }

    /** The next document; null at the end of the file. */
    @Nullable
    RawRecord next() throws IOException {
        RawRecord document = splitter.next();
        if (document != null) {
            if (isFirst) {
                isFirst = false;
                holdsDeadLetters = StoredLetter.of(document) != null;
            }
            document.inDeadLetters = holdsDeadLetters;
        }
        return document;
    }

    @Override
    public void close() throws IOException {
        window.close();
    }

    /** A packed file is known by its first bytes, and by its name when they are damaged. */
    private static InputStream unpacked(Path path) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(path), 2);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean isPacked = magic.length == 2 && GunzipStream.isMagic(magic[0] & 0xff, magic[1] & 0xff);
        return isPacked || InputFiles.isPackedByName(path.toString()) ? new GunzipStream(in) : in;
    }
}
