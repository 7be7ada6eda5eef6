package io.github.shtinkering.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Breaks a document: its bytes, or, where it is JSON, one of its values, so that it stays JSON. */
public final class Mutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] FRAGMENTS = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        "&#x41;",
        "\\u0000",
        "\\ud800",
        "\u0000",
        "null",
        "0x",
        "\uFEFF",
        "<!DOCTYPE a>"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "99999999999999999999999",
        "0.5",
        "\"\"",
        "\"-\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"0xffffffffffffffffff\"",
        "[]",
        "{}",
        "[[[{}]]]",
        "{\"!uint64\": {}}",
        "\"{\\\"a\\\": [\"",
        "\"<Event>\"",
        "\"9999-99-99T99:99:99Z\"",
        "\"\\\\\\\\?\\\\\"",
        "\":::::\"",
        "\"-p -p -p -ip\""
    };

    private final Random random;

    /** Breaks by the numbers of a seeded generator. */
    public Mutations(Random random) {
        this.random = random;
    }

    /** The document, broken once. */
    public byte[] mutate(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(bytes);
            case 1 -> without(bytes);
            case 2 -> twice(bytes);
            case 3 -> with(bytes, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            default -> withOtherValue(document);
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private byte[] without(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
        return joined(bytes, from, new byte[0], to);
    }

    private byte[] twice(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        return joined(bytes, Math.min(bytes.length, from + 1 + random.nextInt(40)), new byte[0], from);
    }

    private byte[] with(byte[] bytes, String fragment) {
        int at = random.nextInt(bytes.length);
        return joined(bytes, at, fragment.getBytes(StandardCharsets.UTF_8), at);
    }

    private static byte[] joined(byte[] bytes, int end, byte[] between, int start) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, end);
        out.writeBytes(between);
        out.write(bytes, start, bytes.length - start);
        return out.toByteArray();
    }

    private byte[] withOtherValue(String document) {
        try {
            JsonNode root = JSON.readTree(document);
            JsonNode value = JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
            List<JsonNode> containers = new ArrayList<>();
            collect(root, containers);
            replaceIn(containers.get(random.nextInt(containers.size())), value);
            return root.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            return flipped(document.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void replaceIn(JsonNode container, JsonNode value) {
        if (container instanceof ArrayNode array && !array.isEmpty()) {
            array.set(random.nextInt(array.size()), value);
        } else if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = object.propertyStream().map(Map.Entry::getKey).toList();
            object.set(names.get(random.nextInt(names.size())), value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
