package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.evtx.EventLogReader;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.source.file.split.ByteWindow;
import io.github.shtinkering.ingest.source.file.split.DocumentSplitter;
import io.github.shtinkering.ingest.source.file.split.EventLogDocuments;
import io.github.shtinkering.ingest.source.file.split.RawRecord;
import io.github.shtinkering.ingest.source.file.split.StoredDocuments;
import io.github.shtinkering.ingest.source.file.unpack.BrokenStream;
import io.github.shtinkering.ingest.source.file.unpack.GunzipStream;
import io.github.shtinkering.ingest.source.file.unpack.MeteredStream;
import io.github.shtinkering.ingest.source.file.unpack.Utf8Stream;
import io.github.shtinkering.ingest.source.file.unpack.ZipArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file of stored telemetry while it is read. */
final class OpenFile implements AutoCloseable {
    private final StoredDocuments documents;
    private boolean isFirst = true;
    private boolean holdsDeadLetters;

    /**
     * @param limit longest document in bytes
     * @param filter what the decoder rejects unseen
     */
    OpenFile(InputFile file, int limit, RelevanceFilter filter) throws IOException {
        documents = documents(new ByteWindow(new Utf8Stream(open(file))), limit, filter);
    }

    /** The next document; null at the end of the file. */
    @Nullable
    RawRecord next() throws IOException {
        RawRecord document = documents.next();
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
        documents.close();
    }

    private static InputStream open(InputFile file) throws IOException {
        Path path = Path.of(file.path());
        if (!InputFiles.isArchiveByName(file.path())) {
            return unpacked(new MeteredStream(Files.newInputStream(path)), file.path());
        }
        try {
            return unpacked(ZipArchive.open(path, file.member()), file.name());
        } catch (ZipException e) {
            return new BrokenStream(e);
        }
    }

    /** A packed file is known by its first bytes, and by its name when they are damaged. */
    private static InputStream unpacked(InputStream stored, String name) throws IOException {
        PushbackInputStream in = new PushbackInputStream(stored, 2);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean isPacked = magic.length == 2 && GunzipStream.isMagic(magic[0] & 0xff, magic[1] & 0xff);
        return isPacked || InputFiles.isPackedByName(name) ? new GunzipStream(in) : in;
    }

    private static StoredDocuments documents(ByteWindow window, int limit, RelevanceFilter filter) throws IOException {
        while (window.length() < EventLogReader.MAGIC_BYTES && window.grow()) {
            // reads on
        }
        return EventLogReader.isMagic(window.bytes(), window.start(), window.length())
                ? new EventLogDocuments(window.toStream(), limit, filter)
                : DocumentSplitter.of(window, limit);
    }
}
