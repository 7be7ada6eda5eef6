package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.embedded.RunMeter;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.source.IngestCollector;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.file.split.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** Decodes documents, and keeps count together with the progress that checkpoints hold. */
final class FileEmitter implements RecordEmitter<RawRecord, IngestOutput, FileProgress> {
    private static final long TALLY_EVERY = 10_000; // records

    private final RecordDecoder decoder;
    private final IngestCollector output = new IngestCollector(null);

    FileEmitter(RecordDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void emitRecord(RawRecord raw, SourceOutput<IngestOutput> downstream, FileProgress progress) {
        if (raw.kind == RawRecord.Kind.END_OF_FILE) {
            progress.fileEmitted();
        } else {
            InputFile file = progress.file();
            output.begin(file.input(), raw.size, progress.book(), downstream::collect);
            emit(raw, file, () -> file.name() + ":" + raw.place());
            output.end();
            progress.documentEmitted();
        }
        if (raw.kind == RawRecord.Kind.END_OF_FILE || progress.book().records() >= TALLY_EVERY) {
            progress.drain().forEach(tally -> {
                RunMeter.counted(tally.records());
                downstream.collect(IngestOutput.of(tally));
            });
        }
    }

    private void emit(RawRecord raw, InputFile file, Supplier<String> origin) {
        switch (raw.kind) {
            case TOO_LONG ->
                dead(
                        raw,
                        origin,
                        "line-too-long",
                        raw.size + " bytes are over the limit: raise it, or split the record.");
            case BROKEN_PACKING ->
                dead(
                        raw,
                        origin,
                        InputFiles.isArchiveByName(file.path()) ? "broken-zip" : "broken-gzip",
                        "Nothing behind this place can be unpacked (" + raw.cause + "): fetch the file again.");
            case DAMAGED_EVENT ->
                dead(
                        raw,
                        origin,
                        "damaged-event-log",
                        "An event log is damaged here (" + raw.cause + "); what else it holds is read.");
            case REJECTED_EVENT -> output.irrelevant(RecordDecoder.UNDETERMINED);
            default -> decode(raw, origin);
        }
    }

    private void decode(RawRecord raw, Supplier<String> origin) {
        StoredLetter stored = raw.inDeadLetters ? StoredLetter.of(raw) : null;
        if (stored == null) {
            decoder.decode(raw.bytes, raw.offset, raw.length, origin, output);
            return;
        }
        byte[] record = stored.record();
        if (record == null) {
            output.dead(RecordDecoder.UNDETERMINED, stored.letter());
        } else {
            decoder.decode(record, 0, record.length, stored.letter()::origin, output);
        }
    }

    private void dead(RawRecord raw, Supplier<String> origin, String code, String message) {
        ByteBuffer head = ByteBuffer.wrap(raw.bytes, raw.offset, raw.length);
        output.dead(RecordDecoder.UNDETERMINED, letter(code, message, origin.get(), head));
    }

    private static DeadLetter letter(String code, String message, String origin, ByteBuffer head) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(head.duplicate()).toString();
            return new DeadLetter(code, message, origin, text, null);
        } catch (CharacterCodingException e) {
            String base64 = StandardCharsets.ISO_8859_1
                    .decode(Base64.getEncoder().encode(head))
                    .toString();
            return new DeadLetter(code, message, origin, null, base64);
        }
    }
}
