package io.github.shtinkering.job.config;

import io.github.shtinkering.detect.host.HostLimits;
import io.github.shtinkering.job.config.problem.InvalidKey;

/**
 * Bounds on what telemetry may cost.
 *
 * @param recordBytes a longer line, document or Kafka value is a dead letter; 4 MiB unless told
 * @param hosts most hosts that a subtask of the host timeline keeps: names are the attacker's to invent; 2,500,000 unless told
 * @param idleHosts most hosts that a subtask of the host timeline admits of which nothing but LSASS's PID and logons are
 *     known; 2,000,000 unless told
 */
public record LimitsConfig(Integer recordBytes, Long hosts, Long idleHosts) {
    static final LimitsConfig DEFAULT =
            new LimitsConfig(4 * 1024 * 1024, HostLimits.DEFAULT.all(), HostLimits.DEFAULT.idle());

    public LimitsConfig {
        recordBytes = recordBytes == null ? DEFAULT.recordBytes() : recordBytes;
        hosts = hosts == null ? DEFAULT.hosts() : hosts;
        idleHosts = idleHosts == null ? DEFAULT.idleHosts() : idleHosts;
        if (recordBytes < 1024 || recordBytes > 64 * 1024 * 1024) {
            throw new InvalidKey("record_bytes", "must lie between 1024 and 67108864, but is " + recordBytes);
        }
        atLeastOne("hosts", hosts);
        atLeastOne("idle_hosts", idleHosts);
    }

    private static void atLeastOne(String key, long value) {
        if (value < 1) {
            throw new InvalidKey(key, "must be at least 1, but is " + value);
        }
    }

    /** Both limits of hosts. */
    public HostLimits ofHosts() {
        return new HostLimits(hosts, idleHosts);
    }
}
