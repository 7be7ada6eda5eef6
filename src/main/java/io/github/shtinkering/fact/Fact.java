package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a record of telemetry tells about one host, normalised and free of the shipper's spelling.
 *
 * @param header of which host, when, by what record, and who did it
 * @param payload what it says
 */
public record Fact(FactHeader header, FactPayload payload) {

    /** The same fact, as it is known by more than its own record. */
    public Fact with(FactHeader known) {
        return new Fact(known, payload);
    }

    /** The same fact, as it is known by more than its own record. */
    public Fact with(FactPayload known) {
        return new Fact(header, known);
    }

    /** What it says, in one word. */
    public FactKind kind() {
        return payload.kind();
    }

    /** See {@link FactHeader}, as for all that follows from it. */
    public String id() {
        return header.id();
    }

    public String host() {
        return header.host();
    }

    public @Nullable String domain() {
        return header.domain();
    }

    public @Nullable String hostId() {
        return header.hostId();
    }

    public long timeMillis() {
        return header.timeMillis();
    }

    public int clockMillis() {
        return header.clockMillis();
    }

    public String format() {
        return header.format();
    }

    public String sensor() {
        return header.sensor();
    }

    public String origin() {
        return header.origin();
    }

    public @Nullable ProcessRef actor() {
        return header.actor();
    }

    public @Nullable ProcessRef parent() {
        return header.parent();
    }

    /** The payload if it is one of these, else null; so are all that follow. */
    public @Nullable BootMark boot() {
        return payload instanceof BootMark boot ? boot : null;
    }

    public @Nullable LsassSighting sighting() {
        return payload instanceof LsassSighting sighting ? sighting : null;
    }

    public @Nullable RegistryChange registry() {
        return payload instanceof RegistryChange change ? change : null;
    }

    public @Nullable WerLaunch launch() {
        return payload instanceof WerLaunch launch ? launch : null;
    }

    public @Nullable FileActivity file() {
        return payload instanceof FileActivity file ? file : null;
    }

    public @Nullable CrashEvidence crash() {
        return payload instanceof CrashEvidence crash ? crash : null;
    }

    public @Nullable Logon logon() {
        return payload instanceof Logon logon ? logon : null;
    }

    public @Nullable VendorDetection detection() {
        return payload instanceof VendorDetection detection ? detection : null;
    }
}
