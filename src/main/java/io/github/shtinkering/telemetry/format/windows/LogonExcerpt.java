package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.shtinkering.telemetry.Excerpt;
import io.github.shtinkering.telemetry.Json;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The excerpt of the Security events that LSASS itself writes (4624, 4672 and their kin), an eighth of a real stream: of
 * these the decoding wants the header's PID and who logged on, and nothing of the long message.
 *
 * <p>One pass over the record's tokens keeps the fields with names that any format asks for, wherever they stand, and
 * passes over all others without making strings of them. It gives up as soon as an event id is another one, and leaves
 * to the whole decoding what is no valid JSON.
 */
public final class LogonExcerpt implements Excerpt {
    private static final int LONGEST_NUMBER =
            400; // the parser refuses numbers somewhat longer when it has to read them

    /** {@code #text} is that of evtx_dump's {@code EventID} with its qualifiers. */
    private static final Set<String> EVENT_IDS = Set.of("event_id", "EventID", "eventID", "EventCode", "code", "#text");

    /** What the formats' recognition, their reading of the header, and 4624's decoding look at. */
    private static final Set<String> KEPT = Set.of(
            "#attributes",
            "#event-xml",
            "#text",
            "@timestamp",
            "Channel",
            "Computer",
            "ComputerName",
            "Event",
            "EventCode",
            "EventData",
            "EventID",
            "EventLog",
            "EventReceivedTime",
            "EventRecordID",
            "EventRecordId",
            "EventSourceName",
            "EventTime",
            "Execution",
            "ExecutionProcessID",
            "Execution_attributes",
            "Hostname",
            "IpAddress",
            "IpAddress_dynamic",
            "IpAddress_string",
            "LogName",
            "LogonType",
            "LogonType_dynamic",
            "LogonType_string",
            "Name",
            "ProcessID",
            "ProcessId",
            "ProcessId_dynamic",
            "ProcessId_string",
            "ProcessName",
            "ProcessName_dynamic",
            "ProcessName_string",
            "Provider",
            "ProviderName",
            "Provider_attributes",
            "RecordID",
            "RecordNumber",
            "Source",
            "SourceComputerId",
            "SourceName",
            "StringInserts",
            "System",
            "SystemProcessId",
            "SystemTime",
            "TargetDomainName",
            "TargetDomainName_dynamic",
            "TargetDomainName_string",
            "TargetUserName",
            "TargetUserName_dynamic",
            "TargetUserName_string",
            "TargetUserSid",
            "TargetUserSid_dynamic",
            "TargetUserSid_string",
            "TimeCreated",
            "TimeCreated_attributes",
            "TimeGenerated",
            "_time",
            "agent",
            "category",
            "channel",
            "code",
            "computer",
            "computer_name",
            "data",
            "dataset",
            "domain",
            "dvc",
            "event",
            "eventID",
            "eventRecordID",
            "event_data",
            "event_id",
            "eventdata",
            "executable",
            "host",
            "hostname",
            "id",
            "ip",
            "ipAddress",
            "log_name",
            "logonType",
            "module",
            "name",
            "pid",
            "process",
            "processID",
            "processId",
            "processName",
            "process_id",
            "provider",
            "providerName",
            "provider_name",
            "record_id",
            "record_number",
            "source",
            "source_name",
            "system",
            "systemTime",
            "targetDomainName",
            "targetUserName",
            "targetUserSid",
            "timestamp",
            "type",
            "user",
            "win",
            "winlog");

    @Override
    public @Nullable JsonNode of(byte[] bytes, int offset, int length) {
        try (JsonParser parser = Json.parser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Reading reading = new Reading(parser);
            ObjectNode excerpt = reading.object();
            return reading.isOther || !reading.hasEventId || parser.nextToken() != null ? null : excerpt;
        } catch (IOException e) {
            return null; // the whole decoding says what is wrong with it
        }
    }

    /** One pass; as soon as the record turns out to be another one, it ends. */
    private static final class Reading {
        private final JsonParser parser;
        private boolean isOther;
        private boolean hasEventId;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        private ObjectNode object() throws IOException {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (String name = parser.nextFieldName(); name != null && !isOther; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (KEPT.contains(name)) {
                    JsonNode value = value(token);
                    object.set(name, value);
                    if (value.isValueNode() && EVENT_IDS.contains(name)) {
                        hasEventId = true;
                        isOther |= isOtherEvent(value);
                    }
                } else {
                    skip(token);
                }
            }
            return object;
        }

        private ArrayNode array() throws IOException {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY && !isOther; ) {
                array.add(value(token));
                token = isOther ? token : parser.nextToken();
            }
            return array;
        }

        private JsonNode value(JsonToken token) throws IOException {
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> TextNode.valueOf(parser.getText());
                case VALUE_NUMBER_INT -> whole();
                case VALUE_NUMBER_FLOAT -> DoubleNode.valueOf(parser.getDoubleValue());
                case VALUE_TRUE -> BooleanNode.TRUE;
                case VALUE_FALSE -> BooleanNode.FALSE;
                default -> NullNode.instance;
            };
        }

        private JsonNode whole() throws IOException {
            return switch (parser.getNumberType()) {
                case INT -> IntNode.valueOf(parser.getIntValue());
                case LONG -> LongNode.valueOf(parser.getLongValue());
                default -> BigIntegerNode.valueOf(parser.getBigIntegerValue());
            };
        }

        private static boolean isOtherEvent(JsonNode value) {
            Integer id = WindowsEvent.eventId(value);
            return id == null || !SecurityEvents.isWrittenByLsass(id);
        }

        private void skip(JsonToken first) throws IOException {
            int depth = 0;
            for (JsonToken token = first; !isOther; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                isOther |= token.isNumeric() && parser.getTextLength() > LONGEST_NUMBER;
                if (depth == 0) {
                    return;
                }
            }
        }
    }
}
