package io.github.shtinkering.sink.opensearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentJson;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/**
 * A document for an index. Written twice it is there once: its id is the same, and an alias's index keeps the highest
 * version, a data stream the first.
 *
 * @param index an alias, or a data stream where there is no version
 * @param version 0 where the document never changes
 */
record IndexOperation(String index, String id, long version, String json) implements Serializable {
    /** What of a refused document goes into the dead letter, in characters. */
    private static final int MAX_RECORD = 256 << 10;

    /** The document takes the place of one of a lower version behind an alias. */
    static IndexOperation replacing(String alias, String id, long version, String json) {
        return new IndexOperation(alias, id, version, json);
    }

    /** The document comes into a data stream, unless it is there. */
    static IndexOperation adding(String stream, String id, String json) {
        return new IndexOperation(stream, id, 0, json);
    }

    /** The two lines of a bulk request. */
    byte[] lines() {
        ObjectNode action = DocumentJson.object();
        ObjectNode target = action.putObject(version > 0 ? "index" : "create");
        target.put("_index", index).put("_id", id);
        if (version > 0) {
            target.put("require_alias", true).put("version", version).put("version_type", "external_gte");
        }
        return (DocumentJson.write(action) + "\n" + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The document, cut to a bound. */
    String boundedJson() {
        return json.substring(0, Math.min(json.length(), MAX_RECORD));
    }

    /** In bytes. */
    long size() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The state of a writer: what it has not sent yet. */
    static final class Serializer extends AsyncSinkWriterStateSerializer<IndexOperation> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        protected void serializeRequestToStream(IndexOperation operation, DataOutputStream out) throws IOException {
            write(operation.index, out);
            write(operation.id, out);
            out.writeLong(operation.version);
            write(operation.json, out);
        }

        @Override
        protected IndexOperation deserializeRequestFromStream(long size, DataInputStream in) throws IOException {
            return new IndexOperation(read(in), read(in), in.readLong(), read(in));
        }

        private static void write(String text, DataOutputStream out) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private static String read(DataInputStream in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
