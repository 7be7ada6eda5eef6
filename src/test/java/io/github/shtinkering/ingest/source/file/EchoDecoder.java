package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.record.DecoderOutput;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Makes a fact of every document that has brackets around it; the document is the fact's id. */
public final class EchoDecoder implements RecordDecoder {
    @Override
    public void decode(byte[] bytes, int offset, int length, Supplier<String> where, DecoderOutput output) {
        String origin = where.get();
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (!text.startsWith("{") && !text.startsWith("<") && !text.startsWith("[")) {
            output.dead("echo", new DeadLetter("not-a-record", "no brackets", origin, text, null));
        } else if (text.contains("boring")) {
            output.irrelevant("echo");
        } else {
            output.fact(boot(text, origin));
            output.decoded("echo", text.length());
        }
    }

    private static Fact boot(String id, String origin) {
        FactHeader header = new FactHeader(id, "ws-01", null, null, 0, 1, "echo", "test", origin, null, null);
        return new Fact(header, new BootMark("EventLog 6005", null));
    }
}
