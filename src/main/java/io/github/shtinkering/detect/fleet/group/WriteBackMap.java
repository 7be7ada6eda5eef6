package io.github.shtinkering.detect.fleet.group;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values by key, of which those that changed are handed on to where they are kept. */
public final class WriteBackMap<V> {
    private final Map<String, V> values = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();

    /** Where the changes go. */
    public interface Keeper<V> {
        /**
         * Keeps a value.
         *
         * @param value null when it is gone
         */
        void keep(String key, @Nullable V value) throws Exception;
    }

    /** Takes what is kept already. */
    public void load(String key, V value) {
        values.put(key, value);
    }

    public void put(String key, V value) {
        values.put(key, value);
        changed.add(key);
    }

    /** Of a value that was changed in place. */
    public void changed(String key) {
        changed.add(key);
    }

    public void remove(String key) {
        if (values.remove(key) != null) {
            changed.add(key);
        }
    }

    @Nullable
    public V get(String key) {
        return values.get(key);
    }

    public int size() {
        return values.size();
    }

    public Collection<V> values() {
        return values.values();
    }

    /** Hands on what changed since. */
    public void drainTo(Keeper<? super V> keeper) throws Exception {
        for (String key : changed) {
            keeper.keep(key, values.get(key));
        }
        changed.clear();
    }
}
