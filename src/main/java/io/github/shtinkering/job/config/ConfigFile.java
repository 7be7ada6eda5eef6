package io.github.shtinkering.job.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.job.config.problem.InvalidKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a {@link JobConfig}; whatever is wrong with the file becomes one sentence with the key, the line and a remedy. */
public final class ConfigFile {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ConfigFile() {}

    /**
     * Reads and checks the file.
     *
     * @throws ConfigException when the file is missing, is no YAML, or says something that does not hold
     */
    public static JobConfig read(Path file) throws ConfigException {
        String yaml = text(file);
        KeyLines lines;
        JsonNode document;
        try {
            lines = KeyLines.of(MAPPER.getFactory(), yaml);
            document = MAPPER.readTree(yaml);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (document.isMissingNode() || document.isNull()) {
            throw new ConfigException(file + " is empty: a configuration has at least a source and a sink");
        }
        Optional<UnknownKey> unknown = UnknownKey.find(MAPPER, document, JobConfig.class);
        if (unknown.isPresent()) {
            throw problem(file, lines, unknown.get().path(), unknown.get().reason());
        }
        try {
            return MAPPER.treeToValue(document, JobConfig.class);
        } catch (JsonMappingException e) {
            throw explained(file, lines, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String text(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            throw new ConfigException("there is no configuration file " + file);
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException("the configuration file " + file + " cannot be read as UTF-8 text");
        }
    }

    private static ConfigException unreadable(Path file, IOException e) {
        String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        String line = e instanceof JsonProcessingException json && json.getLocation() != null
                ? ":" + json.getLocation().getLineNr()
                : "";
        return new ConfigException(file + line + " is not valid YAML: "
                + String.valueOf(reason).lines().findFirst().orElse(""));
    }

    private static ConfigException explained(Path file, KeyLines lines, JsonMappingException e) {
        String path = path(e.getPath());
        return cause(e) instanceof InvalidKey invalid
                ? problem(file, lines, join(path, invalid.key()), invalid.reason())
                : problem(file, lines, path, "has a value of the wrong kind; expected " + expected(e));
    }

    private static ConfigException problem(Path file, KeyLines lines, String path, String reason) {
        return new ConfigException(file + lines.of(path) + ": " + (path.isEmpty() ? "the file" : path) + " " + reason);
    }

    private static String expected(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "another";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        } else if (type == String.class || type == Path.class || type == StartingPoint.class) {
            return "a text";
        } else if (type == URI.class) {
            return "a text that is a URI";
        }
        return "keys and values";
    }

    private static Throwable cause(JsonMappingException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String path(List<JsonMappingException.Reference> references) {
        return references.stream()
                .map(reference -> reference.getFieldName() == null
                        ? "[" + reference.getIndex() + "]"
                        : Objects.requireNonNull(reference.getFieldName()))
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String join(String path, String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }
}
