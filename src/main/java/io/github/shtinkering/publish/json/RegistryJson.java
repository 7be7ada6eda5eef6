package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.publish.text.RegistrySpelling;

/** A change of the registry under ECS's names. */
public final class RegistryJson {
    private static final String HIVE = "hklm\\";

    private RegistryJson() {}

    /** What was written; of a rename, what it is called now. */
    public static void write(ObjectNode node, RegistryChange change) {
        String key = change.newKey() == null ? change.key() : change.newKey();
        String inHive = RegistrySpelling.of(key.startsWith(HIVE) ? key.substring(HIVE.length()) : key);
        String name = change.newValue() == null ? change.value() : change.newValue();
        String value = name == null ? null : RegistrySpelling.of(name);
        node.put("hive", "HKLM");
        node.put("key", inHive);
        JsonFields.putIfKnown(node, "value", value);
        node.put("path", "HKLM\\" + inHive + (value == null ? "" : "\\" + value));
        data(node, change);
    }

    private static void data(ObjectNode node, RegistryChange change) {
        Long number = change.number();
        String data = number != null ? number.toString() : change.data();
        if (data != null) {
            ObjectNode holder = node.putObject("data");
            holder.putArray("strings").add(data);
            holder.put("type", number != null && !change.stringType() ? "REG_DWORD" : "REG_SZ");
        }
    }
}
