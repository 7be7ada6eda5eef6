package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * What every fact tells, whatever it says: of which host, when, by what record, and who did it.
 *
 * @param id deterministic: the same event from the same sensor has the same id however often and through whatever
 *     shipper it comes; made by {@link FactId}, never from the origin
 * @param host canonical host name: lower case, without domain; the key of the job
 * @param domain the DNS domain that came with the name, lower case; null when the record gave a bare name
 * @param hostId the host's id where the source gave one (Elastic agent's host.id, Defender's DeviceId, ...)
 * @param timeMillis event time, milliseconds since the epoch, UTC
 * @param clockMillis what the clock that gave the time can tell apart: 1, or 1000 where it was cut to seconds
 * @param format the shipper's shape, as in {@code docs/formats.md}, e.g. {@code winlogbeat}
 * @param sensor what observed it, e.g. {@code sysmon}, {@code security}, {@code elastic-defend}: two records of one
 *     observed event from different sensors are joined when the timeline is made
 * @param origin where the record was read: {@code file:line} or {@code topic-partition-offset}
 * @param actor who did it: the writer of a value or file, the started WER process, the process an alert is about
 * @param parent the actor's parent, where the record tells
 */
public record FactHeader(
        String id,
        String host,
        @Nullable String domain,
        @Nullable String hostId,
        long timeMillis,
        int clockMillis,
        String format,
        String sensor,
        String origin,
        @Nullable ProcessRef actor,
        @Nullable ProcessRef parent) {

    /** The same with another id. */
    public FactHeader withId(String other) {
        return new FactHeader(
                other, host, domain, hostId, timeMillis, clockMillis, format, sensor, origin, actor, parent);
    }

    /** The same of a machine by another domain and id. */
    public FactHeader withMachine(@Nullable String otherDomain, @Nullable String otherHostId) {
        return new FactHeader(
                id, host, otherDomain, otherHostId, timeMillis, clockMillis, format, sensor, origin, actor, parent);
    }

    /** The same at another time, by a clock that can tell this apart. */
    public FactHeader withTime(long otherMillis, int otherClockMillis) {
        return new FactHeader(
                id, host, domain, hostId, otherMillis, otherClockMillis, format, sensor, origin, actor, parent);
    }

    /** The same by other processes. */
    public FactHeader withProcesses(@Nullable ProcessRef otherActor, @Nullable ProcessRef otherParent) {
        return new FactHeader(
                id, host, domain, hostId, timeMillis, clockMillis, format, sensor, origin, otherActor, otherParent);
    }
}
