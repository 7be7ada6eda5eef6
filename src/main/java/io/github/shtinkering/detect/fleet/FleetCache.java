package io.github.shtinkering.detect.fleet;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fleets as they were left by their last notes, so that the next one need not read all their members again. Small ones are
 * read as fast as they are kept. Not thread-safe.
 */
final class FleetCache {
    private static final int SMALL = 16;

    private final int capacity;
    private final Map<String, FleetCorrelator> fleets = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Integer> sizes = new HashMap<>();
    private int size;

    /** @param capacity most members, all fleets together; those used longest ago leave first, but never the last one */
    FleetCache(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    FleetCorrelator get(String key) {
        return fleets.get(key);
    }

    void keep(String key, FleetCorrelator fleet) {
        remove(key);
        if (fleet.size() <= SMALL) {
            return;
        }
        fleets.put(key, fleet);
        sizes.put(key, fleet.size());
        size += fleet.size();
        Iterator<String> longestAgo = fleets.keySet().iterator();
        while (size > capacity && fleets.size() > 1) {
            String eldest = longestAgo.next();
            longestAgo.remove();
            size -= sizes.remove(eldest);
        }
    }

    void remove(String key) {
        if (fleets.remove(key) != null) {
            size -= sizes.remove(key);
        }
    }
}
