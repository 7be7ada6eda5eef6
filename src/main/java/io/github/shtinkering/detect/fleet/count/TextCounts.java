package io.github.shtinkering.detect.fleet.count;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Texts, each as often as it was added, in order. */
public final class TextCounts {
    private final Map<String, Integer> counts = new TreeMap<>();

    public void add(String text) {
        counts.merge(text, 1, Integer::sum);
    }

    /** Takes out one that is in. */
    public void remove(String text) {
        counts.computeIfPresent(text, (t, count) -> count == 1 ? null : count - 1);
    }

    public void addAll(Collection<String> texts) {
        texts.forEach(this::add);
    }

    public void removeAll(Collection<String> texts) {
        texts.forEach(this::remove);
    }

    /** The different ones, in order. */
    public Collection<String> distinct() {
        return counts.keySet();
    }
}
