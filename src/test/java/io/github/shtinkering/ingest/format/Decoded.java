package io.github.shtinkering.ingest.format;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.record.DecoderOutput;
import io.github.shtinkering.ingest.record.DecoderSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a decoder said, for tests. */
public final class Decoded implements DecoderOutput {
    public final List<Fact> facts = new ArrayList<>();
    public final List<String> irrelevantFormats = new ArrayList<>();
    public final List<String> decodedFormats = new ArrayList<>();
    public final List<DeadLetter> dead = new ArrayList<>();
    public final List<String> deadFormats = new ArrayList<>();
    private int factsOfRecord;

    /** Decodes texts with all formats and no filter. */
    public static Decoded of(String... texts) {
        Decoded decoded = new Decoded();
        for (String text : texts) {
            decoded.add(text);
        }
        return decoded;
    }

    /** Decodes one more. */
    public void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes one more. */
    public void add(byte[] bytes) {
        decoder(RelevanceFilter.ACCEPT_ALL).decode(bytes, 0, bytes.length, () -> "test:1", this);
    }

    public static TelemetryDecoder decoder(RelevanceFilter filter) {
        return TelemetryDecoder.of(filter, RecordFormats.all(), DecoderSettings.DEFAULTS);
    }

    /** The only fact of the kind; fails when there are more or none. */
    public Fact only(FactKind kind) {
        List<Fact> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind + " but got " + facts + ", dead " + dead);
        }
        return found.get(0);
    }

    public List<Fact> all(FactKind kind) {
        return facts.stream().filter(f -> f.kind() == kind).toList();
    }

    public List<FactKind> kinds() {
        return facts.stream().map(Fact::kind).toList();
    }

    /** The formats of the records that gave facts, then of those that did not, then of the dead of a format. */
    public List<String> formats() {
        Stream<String> ofDead = deadFormats.stream().filter(format -> !format.equals(RecordDecoder.UNDETERMINED));
        return Stream.concat(Stream.concat(decodedFormats.stream(), irrelevantFormats.stream()), ofDead)
                .toList();
    }

    public int records() {
        return irrelevantFormats.size() + decodedFormats.size() + dead.size();
    }

    @Override
    public void fact(Fact fact) {
        facts.add(fact);
        factsOfRecord++;
    }

    @Override
    public void irrelevant(String format) {
        ended(format, factsOfRecord == 0);
        irrelevantFormats.add(format);
    }

    @Override
    public void decoded(String format, long eventTimeMillis) {
        ended(format, factsOfRecord > 0);
        decodedFormats.add(format);
    }

    @Override
    public void dead(String format, DeadLetter letter) {
        ended(format, factsOfRecord == 0);
        dead.add(letter);
        deadFormats.add(format);
    }

    /** The facts of a decoded record come before it; other records have none. */
    private void ended(String format, boolean factsAsPromised) {
        if (!factsAsPromised) {
            throw new AssertionError(format + ": " + factsOfRecord + " facts");
        }
        factsOfRecord = 0;
    }
}
