package io.github.shtinkering.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.github.shtinkering.job.config.problem.NearestName;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A key that no section knows. It is looked for before the sections are built: a misspelt key would else be reported as
 * the missing of the one that was meant.
 *
 * @param path dotted
 * @param reason what is wrong and how to mend it, as it follows the path in a sentence
 */
record UnknownKey(String path, String reason) {

    /** The first unknown key in the order of the file. */
    static Optional<UnknownKey> find(ObjectMapper mapper, JsonNode document, Class<?> type) {
        return in(mapper, document, mapper.constructType(type), "");
    }

    private static Optional<UnknownKey> in(ObjectMapper mapper, JsonNode node, JavaType type, String path) {
        if (node.isArray() && type.isCollectionLikeType()) {
            for (int i = 0; i < node.size(); i++) {
                Optional<UnknownKey> found = in(mapper, node.get(i), type.getContentType(), path + "[" + i + "]");
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        return node.isObject() && isSection(type.getRawClass())
                ? inSection(mapper, node, type, path)
                : Optional.empty();
    }

    private static Optional<UnknownKey> inSection(ObjectMapper mapper, JsonNode node, JavaType type, String path) {
        Map<String, JavaType> known = new TreeMap<>();
        for (BeanPropertyDefinition property :
                mapper.getDeserializationConfig().introspect(type).findProperties()) {
            known.put(property.getName(), property.getPrimaryType());
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            JavaType keyType = known.get(entry.getKey());
            if (keyType == null) {
                return Optional.of(new UnknownKey(
                        key,
                        "is not a known key"
                                + NearestName.didYouMean(entry.getKey(), known.keySet())
                                + " (known: "
                                + String.join(", ", known.keySet()) + ")"));
            }
            Optional<UnknownKey> inner = in(mapper, entry.getValue(), keyType, key);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    /** A record whose keys are its components; one with a creator of its own reads its keys itself. */
    private static boolean isSection(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getDeclaredMethods())
                        .noneMatch(method -> method.isAnnotationPresent(JsonCreator.class));
    }
}
