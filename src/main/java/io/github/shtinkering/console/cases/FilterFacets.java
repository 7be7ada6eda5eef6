package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseFilter.Dimension;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many cases each value of a filter would leave, with the other filters as they are. */
public final class FilterFacets {
    private final Map<Dimension, Map<String, Long>> counts = new EnumMap<>(Dimension.class);

    public FilterFacets() {
        for (Dimension dimension : Dimension.values()) {
            Map<String, Long> values = new LinkedHashMap<>();
            dimension.known().forEach(value -> values.put(value, 0L));
            counts.put(dimension, values);
        }
    }

    /** Counts a case that matches the filter's text; returns whether it matches everything. */
    public boolean add(CaseFilter filter, CaseRow row) {
        Dimension missed = null;
        int misses = 0;
        for (Dimension dimension : Dimension.values()) {
            if (!filter.matches(row, dimension)) {
                missed = dimension;
                misses++;
            }
        }
        for (Dimension dimension : Dimension.values()) {
            if (misses == 0 || misses == 1 && dimension == missed) {
                dimension.of(row).forEach(value -> add(dimension, value, 1));
            }
        }
        return misses == 0;
    }

    /** Counts cases that were counted elsewhere; a value that is not known is left out. */
    public void add(Dimension dimension, String value, long count) {
        counts.getOrDefault(dimension, Map.of()).computeIfPresent(value, (v, sum) -> sum + count);
    }

    void writeTo(ObjectNode node) {
        counts.forEach((dimension, values) -> {
            ObjectNode facet = node.putObject(dimension.parameter());
            values.forEach(facet::put);
        });
    }
}
