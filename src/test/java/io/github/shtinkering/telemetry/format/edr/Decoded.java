package io.github.shtinkering.telemetry.format.edr;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.telemetry.DeadLetter;
import io.github.shtinkering.telemetry.DecoderOutput;
import io.github.shtinkering.telemetry.DecoderSettings;
import io.github.shtinkering.telemetry.TelemetryDecoder;
import io.github.shtinkering.telemetry.format.Formats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the decoder makes of documents, with a filter that lets everything pass. */
final class Decoded implements DecoderOutput {
    private static final TelemetryDecoder DECODER =
            new TelemetryDecoder((bytes, offset, length) -> true, Formats.all(), DecoderSettings.DEFAULTS);

    final List<Fact> facts = new ArrayList<>();
    final List<DeadLetter> dead = new ArrayList<>();
    final List<String> formats = new ArrayList<>();
    int irrelevant;
    int decoded;

    static Decoded of(String... documents) {
        Decoded output = new Decoded();
        for (String document : documents) {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            DECODER.decode(bytes, 0, bytes.length, "test:1", output);
        }
        return output;
    }

    int records() {
        return irrelevant + decoded + dead.size();
    }

    List<FactKind> kinds() {
        return facts.stream().map(Fact::kind).toList();
    }

    List<Fact> ofKind(FactKind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind).toList();
    }

    /** The only fact of the kind. */
    Fact one(FactKind kind) {
        List<Fact> found = ofKind(kind);
        if (found.size() != 1) {
            throw new AssertionError("one " + kind + " expected in " + facts + ", dead: " + dead);
        }
        return found.get(0);
    }

    @Override
    public void fact(Fact fact) {
        facts.add(fact);
    }

    @Override
    public void irrelevant(String format) {
        formats.add(format);
        irrelevant++;
    }

    @Override
    public void decoded(String format, long eventTimeMillis) {
        formats.add(format);
        decoded++;
    }

    @Override
    public void dead(String format, DeadLetter letter) {
        formats.add(format);
        dead.add(letter);
    }
}
