package io.github.shtinkering.job.config;

import io.github.shtinkering.host.HostStoryFunction;

/**
 * Bounds on what telemetry may cost.
 *
 * @param recordBytes a longer line, document or Kafka value is a dead letter; 4 MiB unless told
 * @param idleHosts most hosts that a subtask of the host story admits of which nothing but LSASS's PID and logons are
 *     known: names are the attacker's to invent; 2,000,000 unless told
 */
public record LimitsConfig(Integer recordBytes, Long idleHosts) {
    static final LimitsConfig DEFAULT = new LimitsConfig(4 * 1024 * 1024, HostStoryFunction.IDLE_HOSTS);

    public LimitsConfig {
        recordBytes = recordBytes == null ? DEFAULT.recordBytes() : recordBytes;
        idleHosts = idleHosts == null ? DEFAULT.idleHosts() : idleHosts;
        if (recordBytes < 1024 || recordBytes > 64 * 1024 * 1024) {
            throw new InvalidKey("record_bytes", "must lie between 1024 and 67108864, but is " + recordBytes);
        }
        if (idleHosts < 1) {
            throw new InvalidKey("idle_hosts", "must be at least 1, but is " + idleHosts);
        }
    }
}
