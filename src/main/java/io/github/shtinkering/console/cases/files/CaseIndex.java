package io.github.shtinkering.console.cases.files;

import io.github.shtinkering.console.cases.CaseRow;
import io.github.shtinkering.console.cases.NdjsonFile;
import io.github.shtinkering.console.cases.OtherVersions;
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
    static final CaseIndex EMPTY = new CaseIndex(List.of(), OtherVersions.NONE);

    private final List<Place> worstFirst;
    private final Map<String, Place> byId;
    private final OtherVersions otherVersions;

    private CaseIndex(Collection<Place> places, OtherVersions otherVersions) {
        this.otherVersions = otherVersions;
        this.worstFirst = places.stream()
                .sorted(Comparator.comparing(Place::row, CaseRow.WORST_FIRST))
                .toList();
        this.byId = new HashMap<>();
        worstFirst.forEach(place -> byId.putIfAbsent(place.row().id(), place));
    }

    static CaseIndex read(Path file) throws IOException {
        List<Place> places = new ArrayList<>();
        List<String> otherSchemas = new ArrayList<>();
        NdjsonFile.forEach(file, (document, start, length) -> {
            CaseRow row = CaseRow.of(document);
            if (!row.id().isEmpty()) {
                places.add(new Place(row, start, length));
                String schema = OtherVersions.schemaOf(document);
                if (!OtherVersions.isKnown(schema)) {
                    otherSchemas.add(schema.intern());
                }
            }
        });
        String example = otherSchemas.stream().max(Comparator.naturalOrder()).orElse("");
        return new CaseIndex(places, new OtherVersions(otherSchemas.size(), places.size(), example));
    }

    OtherVersions otherVersions() {
        return otherVersions;
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
