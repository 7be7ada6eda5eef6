package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a record of telemetry tells about one host, normalised and free of the shipper's spelling.
 *
 * <p>Exactly one of the payloads is set, the one that {@link #kind()} names; the others are null.
 *
 * @param id deterministic: the same event from the same sensor has the same id however often and through whatever
 *     shipper it comes; made by {@link FactId}, never from the origin
 * @param kind what the fact says, and which payload is set
 * @param host canonical host name: lower case, without domain; the key of the job
 * @param domain the DNS domain that came with the name, lower case; null when the record gave a bare name
 * @param hostId the host's id where the source gave one (Elastic agent's host.id, Defender's DeviceId, ...)
 * @param timeMillis event time, milliseconds since the epoch, UTC
 * @param clockMillis what the clock that gave the time can tell apart: 1, or 1000 where it was cut to seconds
 * @param format the shipper's shape, as in {@code docs/formats.md}, e.g. {@code winlogbeat}
 * @param sensor what observed it, e.g. {@code sysmon}, {@code security}, {@code elastic-defend}: two records of one
 *     happening from different sensors become one fact when the story is told
 * @param origin where the record was read: {@code file:line} or {@code topic-partition-offset}
 * @param actor who did it: the writer of a value or file, the started WER process, the process an alert is about
 * @param parent the actor's parent, where the record tells
 */
public record Fact(
        String id,
        FactKind kind,
        String host,
        @Nullable String domain,
        @Nullable String hostId,
        long timeMillis,
        int clockMillis,
        String format,
        String sensor,
        String origin,
        @Nullable ProcessRef actor,
        @Nullable ProcessRef parent,
        @Nullable BootMark boot,
        @Nullable LsassSighting sighting,
        @Nullable RegistryChange registry,
        @Nullable WerLaunch launch,
        @Nullable FileActivity file,
        @Nullable CrashEvidence crash,
        @Nullable Logon logon,
        @Nullable VendorDetection detection) {

    /** The same fact of a machine by another name. */
    public Fact of(@Nullable String otherDomain, @Nullable String otherHostId) {
        return new Fact(
                id,
                kind,
                host,
                otherDomain,
                otherHostId,
                timeMillis,
                clockMillis,
                format,
                sensor,
                origin,
                actor,
                parent,
                boot,
                sighting,
                registry,
                launch,
                file,
                crash,
                logon,
                detection);
    }

    /** The same launch, as it is known by more than its own record. */
    public Fact with(WerLaunch known) {
        return new Fact(
                id,
                kind,
                host,
                domain,
                hostId,
                timeMillis,
                clockMillis,
                format,
                sensor,
                origin,
                actor,
                parent,
                boot,
                sighting,
                registry,
                known,
                file,
                crash,
                logon,
                detection);
    }
}
