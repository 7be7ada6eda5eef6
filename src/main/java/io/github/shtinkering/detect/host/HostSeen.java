package io.github.shtinkering.detect.host;

/**
 * That a host spoke: told once for each day of its own time that it reaches, so that the fleet can be counted. What
 * comes in later from an earlier day says nothing new, because a host is counted where it was heard of last.
 *
 * @param host the key: the short host name
 * @param newestMillis its host's time then
 */
public record HostSeen(String host, long newestMillis) {}
