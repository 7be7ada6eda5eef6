package io.github.shtinkering.bounded;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bounded map: what was not used for longest leaves first. Not thread-safe. */
public final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int capacity;

    /** @param capacity most entries */
    public LeastRecentlyUsed(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
