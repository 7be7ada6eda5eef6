package io.github.shtinkering.ingest.format.windows.event;

import org.jspecify.annotations.Nullable;

/** The data of one event, by the names of its XML, whatever the shipper calls them. */
public interface EventFields {
    /** Returns the value of {@code <Data Name="...">}; null when there is none. */
    @Nullable
    String get(String name);

    /** Whether there is a value of this name, be it blank. */
    default boolean has(String name) {
        return get(name) != null;
    }

    /** Returns the value at this place, from 0, of an event whose data have no names; null when there is none. */
    default @Nullable String at(int index) {
        return get("param" + (index + 1));
    }

    /** Returns the value by its name, else by its place: old Windows versions do not name what new ones do. */
    default @Nullable String get(String name, int index) {
        String named = get(name);
        return named != null ? named : at(index);
    }
}
