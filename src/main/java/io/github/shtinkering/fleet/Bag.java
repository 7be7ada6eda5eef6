package io.github.shtinkering.fleet;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Texts, each as often as it was added, in order. */
final class Bag {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String text) {
        counts.merge(text, 1, Integer::sum);
    }

    /** Takes out one that is in. */
    void remove(String text) {
        counts.computeIfPresent(text, (t, count) -> count == 1 ? null : count - 1);
    }

    void addAll(Collection<String> texts) {
        texts.forEach(this::add);
    }

    void removeAll(Collection<String> texts) {
        texts.forEach(this::remove);
    }

    /** The different ones, in order. */
    Collection<String> distinct() {
        return counts.keySet();
    }
}
