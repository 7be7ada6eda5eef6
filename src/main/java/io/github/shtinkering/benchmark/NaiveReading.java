package io.github.shtinkering.benchmark;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.Timestamp;
import io.github.shtinkering.normal.TimestampParser;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads every record into a tree and looks for five values where the common shippers put them. XML, and what is in a
 * string, it does not understand: in its favour, for it costs nothing more then.
 */
final class NaiveReading implements FlatMapFunction<byte[], NaiveEvent> {
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonPointer[] HOST = pointers(
            "/winlog/computer_name",
            "/host/name",
            "/computer_name",
            "/Hostname",
            "/Computer",
            "/computer",
            "/Event/System/Computer",
            "/data/win/system/computer",
            "/properties/DeviceName",
            "/device/hostname",
            "/meta_hostname",
            "/hostname");
    private static final JsonPointer[] TIME = pointers(
            "/@timestamp",
            "/EventTime",
            "/TimeGenerated",
            "/TimeCreated",
            "/Event/System/TimeCreated/#attributes/SystemTime",
            "/data/win/system/systemTime",
            "/properties/Timestamp",
            "/timestamp",
            "/time");
    private static final JsonPointer[] REGISTRY = pointers(
            "/winlog/event_data/TargetObject",
            "/registry/path",
            "/event_data/TargetObject",
            "/TargetObject",
            "/Event/EventData/TargetObject",
            "/data/win/eventdata/targetObject",
            "/properties/RegistryKey");
    private static final JsonPointer[] COMMAND_LINE = pointers(
            "/winlog/event_data/CommandLine",
            "/process/command_line",
            "/event_data/CommandLine",
            "/CommandLine",
            "/Event/EventData/CommandLine",
            "/data/win/eventdata/commandLine",
            "/properties/ProcessCommandLine",
            "/process/cmd_line");
    private static final JsonPointer[] FILE = pointers(
            "/winlog/event_data/TargetFilename",
            "/file/path",
            "/event_data/TargetFilename",
            "/TargetFilename",
            "/Event/EventData/TargetFilename",
            "/data/win/eventdata/targetFilename",
            "/properties/FolderPath");

    @Override
    public void flatMap(byte[] record, Collector<NaiveEvent> out) {
        JsonNode tree = tree(record);
        Timestamp time = tree == null ? null : TimestampParser.parse(first(tree, TIME));
        if (tree != null && time != null) {
            out.collect(new NaiveEvent(
                    AsciiCase.lower(first(tree, HOST)),
                    time.millis(),
                    first(tree, REGISTRY),
                    first(tree, COMMAND_LINE),
                    first(tree, FILE)));
        }
    }

    private static @Nullable JsonNode tree(byte[] record) {
        try {
            return MAPPER.readTree(record);
        } catch (IOException e) {
            return null;
        }
    }

    private static String first(JsonNode tree, JsonPointer[] places) {
        for (JsonPointer place : places) {
            JsonNode value = tree.at(place);
            if (value.isValueNode()) {
                return value.asText();
            }
        }
        return "";
    }

    private static JsonPointer[] pointers(String... texts) {
        return Stream.of(texts).map(JsonPointer::compile).toArray(JsonPointer[]::new);
    }
}
