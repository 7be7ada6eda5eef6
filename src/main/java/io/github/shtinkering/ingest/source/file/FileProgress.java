package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.ingest.source.TallyCounter;
import java.util.List;

/** How far the files have been emitted: the mutable form of a {@link FileSplit}. */
final class FileProgress {
    private final List<InputFile> files;
    private final TallyCounter book = new TallyCounter();
    private int file;
    private long documents;

    FileProgress(FileSplit split) {
        files = split.files();
        file = split.file();
        documents = split.documents();
        split.tallies().forEach(book::add);
    }

    FileSplit toSplit() {
        return new FileSplit(files, file, documents, book.toTallies());
    }

    InputFile file() {
        return files.get(file);
    }

    TallyCounter book() {
        return book;
    }

    List<Tally> drain() {
        return book.drain();
    }

    void documentEmitted() {
        documents++;
    }

    void fileEmitted() {
        file++;
        documents = 0;
    }
}
