package io.github.shtinkering.source;

import io.github.shtinkering.telemetry.Tally;
import java.util.List;

/** How far the files have been emitted: the mutable form of a {@link FileSplit}. */
final class FileProgress {
    private final List<InputFile> files;
    private final TallyBook book = new TallyBook();
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

    TallyBook book() {
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
