package io.github.shtinkering.ingest.document.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an outlined object; of two with one name the last counts, as Jackson has it. Read-only. */
final class OutlinedObject extends AbstractMap<String, JsonNode> {
    private static final int FEW = 8; // members that are looked through sooner than hashed
    private static final int FREE = 0; // the root's entry, which is nobody's member
    private static final int USUAL_LOOKS = 8; // a member, many more than of names that nobody has chosen for it
    private static final int SPREAD = 0x9E37_79B9;

    private final JsonOutline outline;
    private final int object;
    private final int members;
    private int[] slots = {}; // of many members the entries, each at the first free place from its name's on
    private boolean byWholeName; // once too many names have the same sign, which is easily arranged
    private int looks; // at members' names while they were put in their places

    OutlinedObject(JsonOutline outline, int object) {
        this.outline = outline;
        this.object = object;
        this.members = members(outline, object);
    }

    private static int members(JsonOutline outline, int object) {
        int members = 0;
        int behind = outline.behind(object);
        for (int entry = outline.first(object); entry < behind; entry = outline.behind(entry)) {
            members++;
        }
        return members;
    }

    @Override
    public @Nullable JsonNode get(Object key) {
        int entry = key instanceof String name ? find(name) : -1;
        return entry < 0 ? null : outline.node(entry);
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String name && find(name) >= 0;
    }

    /** The last entry of this name; -1 when there is none. */
    private int find(String name) {
        int sign = sign(name);
        return members <= FEW ? findAmongFew(name, sign) : findAmongMany(name, sign);
    }

    private int findAmongFew(String name, int sign) {
        int found = -1;
        int behind = outline.behind(object);
        for (int entry = outline.first(object); entry < behind; entry = outline.behind(entry)) {
            if (outline.isNamed(entry, name, sign)) {
                found = entry;
            }
        }
        return found;
    }

    private int findAmongMany(String name, int sign) {
        if (slots.length == 0) {
            slots = hashed();
        }
        for (int slot = slot(byWholeName ? JsonOutline.hash(name) : sign * SPREAD);
                slots[slot] != FREE;
                slot = slot + 1 & slots.length - 1) {
            if (outline.isNamed(slots[slot], name, sign)) {
                return slots[slot];
            }
        }
        return -1;
    }

    private int[] hashed() {
        slots = new int[Integer.highestOneBit(2 * members + 1) * 2];
        putAll();
        if (looks > USUAL_LOOKS * members) {
            byWholeName = true;
            Arrays.fill(slots, FREE);
            putAll();
        }
        return slots;
    }

    private void putAll() {
        int behind = outline.behind(object);
        for (int entry = outline.first(object); entry < behind; entry = outline.behind(entry)) {
            put(entry);
            if (!byWholeName && looks > USUAL_LOOKS * members) {
                return;
            }
        }
    }

    private void put(int entry) {
        int slot = slot(byWholeName ? outline.hash(entry) : outline.sign(entry) * SPREAD);
        while (slots[slot] != FREE && !outline.areNamesakes(slots[slot], entry)) {
            slot = slot + 1 & slots.length - 1;
            looks++;
        }
        slots[slot] = entry;
    }

    private int slot(int hash) {
        return hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    /** How often a place was taken by another name when the members were put in theirs. */
    int looks() {
        return looks;
    }

    private static int sign(String name) {
        int length = name.length();
        if (length > JsonOutline.LONGEST_NAME) {
            return -1;
        }
        return length == 0 ? 0 : JsonOutline.sign(length, name.charAt(0), name.charAt(length - 1));
    }

    @Override
    public boolean isEmpty() {
        return outline.first(object) == outline.behind(object);
    }

    @Override
    public int size() {
        return members <= FEW ? sizeOfFew() : sizeOfMany();
    }

    private int sizeOfFew() {
        int size = 0;
        int behind = outline.behind(object);
        for (int entry = outline.first(object); entry < behind; entry = outline.behind(entry)) {
            size += hasLaterNamesake(entry, behind) ? 0 : 1;
        }
        return size;
    }

    private boolean hasLaterNamesake(int entry, int behind) {
        for (int later = outline.behind(entry); later < behind; later = outline.behind(later)) {
            if (outline.areNamesakes(entry, later)) {
                return true;
            }
        }
        return false;
    }

    private int sizeOfMany() {
        if (slots.length == 0) {
            slots = hashed();
        }
        return (int) Arrays.stream(slots).filter(entry -> entry != FREE).count();
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        if (members == 1) {
            int only = outline.first(object);
            return Set.of(Map.entry(outline.name(only), outline.node(only)));
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        int behind = outline.behind(object);
        for (int entry = outline.first(object); entry < behind; entry = outline.behind(entry)) {
            members.put(outline.name(entry), outline.node(entry));
        }
        return members.entrySet();
    }
}
