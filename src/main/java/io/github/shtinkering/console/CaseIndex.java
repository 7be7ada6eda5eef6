package io.github.shtinkering.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every case of a {@code cases.ndjson} in short, and where its document lies. A few hundred bytes a case are kept, so
 * that a file of 100,000 cases fits.
 */
final class CaseIndex {
    static final CaseIndex EMPTY = new CaseIndex(List.of());

    private final List<Place> worstFirst;
    private final Map<String, Place> byId;

    private CaseIndex(Collection<Place> places) {
        this.worstFirst = places.stream()
                .sorted(Comparator.comparing(Place::row, CaseRow.WORST_FIRST))
                .toList();
        this.byId = new HashMap<>();
        worstFirst.forEach(place -> byId.putIfAbsent(place.row().id(), place));
    }

    static CaseIndex read(Path file) throws IOException {
        List<Place> places = new ArrayList<>();
        NdjsonFile.forEach(file, (document, start, length) -> {
            CaseRow row = CaseRow.of(document);
            if (!row.id().isEmpty()) {
                places.add(new Place(row, start, length));
            }
        });
        return new CaseIndex(places);
    }

    List<Place> worstFirst() {
        return worstFirst;
    }

    @Nullable
    Place find(String caseId) {
        return byId.get(caseId);
    }

    /**
     * A case and its line in the file.
     *
     * @param start in bytes
     * @param length in bytes, without the line's end
     */
    record Place(CaseRow row, long start, int length) {}
}
