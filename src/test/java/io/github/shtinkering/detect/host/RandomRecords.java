package io.github.shtinkering.detect.host;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records of any type with random content, hostile texts among it. */
public final class RandomRecords {
    private static final String[] HOSTILE = {
        "",
        "a",
        "\u00e4\u6f22",
        "half a pair: \ud800",
        "\0nul",
        "C:\\Users\\Public\\tool.exe",
        "0123456789abcdef01234567",
        "x".repeat(8_000)
    };

    private RandomRecords() {}

    /** Any of the texts. */
    public static String text(Random random) {
        return HOSTILE[random.nextInt(HOSTILE.length)];
    }

    /** A record with random content; a component that may be null is null half of the time. */
    public static <T> T random(Class<T> type, Random random) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                boolean nullable =
                        components[i].getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
                values[i] = nullable && random.nextBoolean() ? null : value(components[i], random);
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("not a record of facts", e);
        }
    }

    private static Object value(RecordComponent component, Random random) {
        if (component.getGenericType() instanceof ParameterizedType generic) {
            List<Object> values = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                values.add(value((Class<?>) generic.getActualTypeArguments()[0], random));
            }
            return List.copyOf(values);
        }
        return value(component.getType(), random);
    }

    private static Object value(Class<?> type, Random random) {
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isRecord()) {
            return random(type, random);
        }
        if (type.isSealed()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return random(permitted[random.nextInt(permitted.length)], random);
        }
        if (type == String.class) {
            return text(random);
        }
        if (type == long.class || type == Long.class) {
            return random.nextBoolean() ? random.nextLong() : random.nextInt(70_000);
        }
        if (type == int.class || type == Integer.class) {
            return random.nextInt(100_000);
        }
        return random.nextBoolean();
    }
}
