package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.HostNames;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.Timestamp;
import io.github.shtinkering.normal.TimestampParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The record that is being decoded: where it was read, how to read it, and what it turned out to say. */
public final class RecordContext {
    private static final long NOTHING_TOLD = Long.MIN_VALUE;

    private final DecoderSettings settings;
    private final @Nullable RecordEnvelope wrapper;
    private final Supplier<String> origin;
    private final DecoderOutput output;
    private final List<Fact> facts = new ArrayList<>();
    private long newestMillis = NOTHING_TOLD;
    private @Nullable Problem problem;
    private @Nullable String missing;
    private @Nullable String unknownDevice;

    /**
     * Why a record that matters could not be decoded.
     *
     * @param code the dead letter's code
     * @param message the dead letter's sentence
     */
    public record Problem(String code, String message) {}

    /**
     * A context for one record that was read at this origin.
     *
     * @param wrapper who stands around the record; null when nobody names a host
     */
    public RecordContext(
            DecoderSettings settings, @Nullable RecordEnvelope wrapper, Supplier<String> origin, DecoderOutput output) {
        this.settings = settings;
        this.wrapper = wrapper;
        this.origin = origin;
        this.output = output;
    }

    /** {@code file:line} or {@code topic-partition-offset}. */
    public String origin() {
        return origin.get();
    }

    /** How the fleet wants its telemetry read. */
    public DecoderSettings settings() {
        return settings;
    }

    /** Returns the canonical host name; null when there is none. */
    public @Nullable HostName hostName(@Nullable String raw) {
        return HostNames.parse(raw, settings.keepDomain());
    }

    /** Returns the host with this sensor's id, by what the configuration knows of devices; null when it is none of them. */
    public @Nullable HostName hostOfDevice(@Nullable String id) {
        HostName host = id == null ? null : hostName(settings.devices().get(id));
        if (host == null) {
            unknownDevice = id;
        }
        return host;
    }

    /** The record matters, and no host is known that it is of. */
    void lacksHost() {
        String device = unknownDevice == null
                ? "."
                : ": of device " + TextValues.cut(unknownDevice, TextValues.MAX_NAME)
                        + " neither source.device_records nor" + " source.devices tells the host.";
        undecodable("no-host", "The record matters but names no host" + device);
    }

    /** Returns the time, in the configured zone when it names none; null when there is none. */
    public @Nullable Timestamp time(@Nullable String raw) {
        return TimestampParser.parse(raw, settings.zoneOfLocalTimes());
    }

    /** Opens the record's observations; a record may have several heads (rows of a snapshot). */
    public Observations observe(RecordHead head) {
        return new Observations(head, this);
    }

    /** The record matters and cannot be used; the first reason counts. */
    public void undecodable(String code, String message) {
        if (problem == null) {
            problem = new Problem(code, message);
        }
    }

    /**
     * The record is of an event that may matter and lacks this, or has it in a shape that is not known; the first counts. A
     * record that gives no fact for it is dead, for what it would have told is lost.
     */
    public void missing(String what) {
        if (missing == null) {
            missing = what;
        }
    }

    /** What the record lacks; null when nothing. */
    @Nullable
    public String missing() {
        return missing;
    }

    /** Whether the record may speak for this host; one that stands in the text of another host's record may not. */
    boolean isAbout(HostName host) {
        String other = wrapper == null ? null : wrapper.otherThan(host);
        if (other != null) {
            undecodable(
                    "foreign-event",
                    "The event names host " + host.name() + ", but stands in a record of host " + other + ". List "
                            + other + " under source.collectors if it forwards events of others.");
        }
        return other == null;
    }

    /** Whether a fact with this payload is worth making; it counts as told in any case. */
    boolean mayBeNews(HostName host, @Nullable String hostId, long timeMillis, FactPayload payload) {
        newestMillis = Math.max(newestMillis, timeMillis);
        LsassSighting sighting = payload instanceof LsassSighting seen ? seen : null;
        Logon logon = payload instanceof Logon loggedOn ? loggedOn : null;
        return (sighting == null && logon == null) || output.mayBeNews(host, hostId, timeMillis, sighting, logon);
    }

    void add(Fact fact) {
        facts.add(fact);
    }

    /** The newest event time of all that was told, also of what was no news; null when nothing was told. */
    @Nullable
    public Long newestMillis() {
        return newestMillis == NOTHING_TOLD ? null : Long.valueOf(newestMillis);
    }

    /** The facts so far. */
    public List<Fact> facts() {
        return facts;
    }

    @Nullable
    public Problem problem() {
        return problem;
    }
}
