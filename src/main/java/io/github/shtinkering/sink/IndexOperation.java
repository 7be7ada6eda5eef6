package io.github.shtinkering.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.publish.DocumentJson;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/**
 * A document for an index. Written twice it is there once: its id is the same, and an index keeps the highest version.
 *
 * @param version 0 where the document never changes
 */
record IndexOperation(String index, String id, long version, String json) implements Serializable {
    /** What of a refused document goes into the dead letter, in characters. */
    private static final int MAX_RECORD = 256 << 10;

    static IndexOperation of(String index, OutputDocument document) {
        String id = document.version() > 0 ? document.key() : FactId.of(document.json());
        return new IndexOperation(index, id, document.version(), document.json());
    }

    /** The dead letter that takes the place of a document that an index refused. */
    IndexOperation refused(String reason, String deadLetters) {
        ObjectNode letter = DocumentJson.object();
        letter.putObject("error").put("code", "index-refused").put("message", reason);
        letter.put("origin", index + "/" + id + "@" + version);
        letter.put("record", json.substring(0, Math.min(json.length(), MAX_RECORD)));
        String written = DocumentJson.write(letter);
        return new IndexOperation(deadLetters, FactId.of(written), 0, written);
    }

    /** The two lines of a bulk request. */
    byte[] lines() {
        ObjectNode action = DocumentJson.object();
        ObjectNode target = action.putObject("index").put("_index", index).put("_id", id);
        if (version > 0) {
            target.put("version", version).put("version_type", "external_gte");
        }
        return (DocumentJson.write(action) + "\n" + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    long size() {
        return json.length();
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
