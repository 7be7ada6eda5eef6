package io.github.shtinkering.telemetry;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.telemetry.format.Formats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that a decoder said, for tests. */
public final class Decoded implements DecoderOutput {
    public final List<Fact> facts = new ArrayList<>();
    public final List<String> irrelevantFormats = new ArrayList<>();
    public final List<String> decodedFormats = new ArrayList<>();
    public final List<DeadLetter> dead = new ArrayList<>();

    /** Decodes a text with all formats and no filter. */
    public static Decoded of(String text) {
        Decoded decoded = new Decoded();
        decoded.add(text);
        return decoded;
    }

    /** Decodes one more. */
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        decoder(RelevanceFilter.ACCEPT_ALL).decode(bytes, 0, bytes.length, "test:1", this);
    }

    public static TelemetryDecoder decoder(RelevanceFilter filter) {
        return new TelemetryDecoder(filter, Formats.all(), DecoderSettings.DEFAULTS);
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

    public int records() {
        return irrelevantFormats.size() + decodedFormats.size() + dead.size();
    }

    @Override
    public void fact(Fact fact) {
        facts.add(fact);
    }

    @Override
    public void irrelevant(String format) {
        irrelevantFormats.add(format);
    }

    @Override
    public void decoded(String format, long eventTimeMillis) {
        decodedFormats.add(format);
    }

    @Override
    public void dead(String format, DeadLetter letter) {
        dead.add(letter);
    }
}
