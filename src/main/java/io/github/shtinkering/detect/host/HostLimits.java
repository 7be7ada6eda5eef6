package io.github.shtinkering.detect.host;

import java.io.Serializable;

/**
 * How many hosts a subtask keeps. Names are the attacker's to invent, and each costs memory in every operator behind.
 *
 * @param all most hosts; of further ones nothing is admitted
 * @param idle most hosts of which nothing but LSASS's PID and logons are known; further ones are admitted with their first
 *     record of the technique
 */
public record HostLimits(long all, long idle) implements Serializable {
    /** Unless configured. */
    public static final HostLimits DEFAULT = new HostLimits(2_500_000, 2_000_000);
}
