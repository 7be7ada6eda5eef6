package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.Tally;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * All the files of a replay, as one split: their order is the order of arrival.
 *
 * @param files in order
 * @param file the place of the file that is being read; the number of files at the end
 * @param documents how many documents of that file have been emitted: a reader counts its way back to there, since the
 *     cuts depend on the bytes alone (an offset would need the state of the JSON and XML splitters beside it)
 * @param tallies what was counted and not yet emitted, so that counts are exact over a restore
 */
record FileSplit(List<InputFile> files, int file, long documents, List<Tally> tallies) implements SourceSplit {
    private static final String ID = "files";

    static FileSplit of(List<InputFile> files) {
        return new FileSplit(List.copyOf(files), 0, 0, List.of());
    }

    @Override
    public String splitId() {
        return ID;
    }
}
