package io.github.shtinkering.ingest.document.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.Arrays;

/** The elements of an outlined array. Read-only. */
final class OutlinedArray extends AbstractList<JsonNode> {
    private final JsonOutline outline;
    private final int[] elements;

    OutlinedArray(JsonOutline outline, int array) {
        this.outline = outline;
        int[] found = new int[4];
        int count = 0;
        int behind = outline.behind(array);
        for (int entry = outline.first(array); entry < behind; entry = outline.behind(entry)) {
            found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
            found[count++] = entry;
        }
        elements = Arrays.copyOf(found, count);
    }

    @Override
    public JsonNode get(int index) {
        return outline.node(elements[index]);
    }

    @Override
    public int size() {
        return elements.length;
    }
}
