package io.github.shtinkering.sink.webhook;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a person shall hear of a case.
 *
 * @param caseId of the case
 * @param version of the case's document
 * @param severity 0 to 4
 * @param digest what must differ for the case to be told again: severity, verdict, stages, and whether it is over
 * @param body as it is posted; of an Alertmanager, one alert without its end
 */
record WebhookNotification(String caseId, long version, int severity, String digest, String body) {
    void write(DataOutput out) throws IOException {
        out.writeUTF(caseId);
        out.writeLong(version);
        out.writeInt(severity);
        out.writeUTF(digest);
        writeText(body, out);
    }

    static WebhookNotification read(DataInput in) throws IOException {
        return new WebhookNotification(in.readUTF(), in.readLong(), in.readInt(), in.readUTF(), readText(in));
    }

    /** Text of any length. */
    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
