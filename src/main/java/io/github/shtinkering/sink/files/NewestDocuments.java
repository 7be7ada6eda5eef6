package io.github.shtinkering.sink.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which document of each key in a journal is the newest. It remembers where the documents lie, not the documents,
 * so a flood of revisions costs disk and no memory.
 */
final class NewestDocuments {
    private static final Comparator<Place> WORST_FIRST = Comparator.comparingInt(
                    (Place place) -> place.digest().riskScore())
            .reversed()
            .thenComparing(Place::key);

    private final Path journal;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<JournalDigest, JournalDigest> digests = new HashMap<>();
    private long readTo;

    NewestDocuments(Path journal) {
        this.journal = journal;
    }

    /** Takes in what the journal gained up to a length. */
    void readTo(long length) throws IOException {
        JournalLine.forEach(journal, readTo, length, this::add);
        readTo = Math.max(readTo, length);
    }

    /** The digests of the newest documents, in no order. */
    List<JournalDigest> digests() {
        return places.values().stream().map(Place::digest).toList();
    }

    /** Writes the newest documents, one a line: the worst first, by key among equals. */
    void writeTo(OutputStream out) throws IOException {
        List<Place> ordered = places.values().stream().sorted(WORST_FIRST).toList();
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ)) {
            for (Place place : ordered) {
                out.write(read(channel, place));
                out.write('\n');
            }
        }
    }

    private void add(JournalLine line) {
        Place known = places.get(line.key());
        if (known == null || line.version() >= known.version()) {
            JournalDigest digest = line.digest();
            places.put(
                    line.key(),
                    new Place(
                            line.key(),
                            line.version(),
                            line.jsonOffset(),
                            line.jsonLength(),
                            digests.computeIfAbsent(digest, same -> same)));
        }
    }

    private static byte[] read(FileChannel channel, Place place) throws IOException {
        ByteBuffer json = ByteBuffer.allocate(place.length());
        while (json.hasRemaining()) {
            if (channel.read(json, place.offset() + json.position()) < 0) {
                throw new EOFException("the journal was cut by another program");
            }
        }
        return json.array();
    }

    private record Place(String key, long version, long offset, int length, JournalDigest digest) {}
}
