package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one host, for {@code hosts.ndjson}.
 *
 * @param host the key: the short host name
 * @param machine its number among the machines that bear the short name: 0 for the first, or the only one
 * @param hostName the name to show
 * @param hostId the host's id where a source gave one
 * @param lsass LSASS's PID at the newest event time
 * @param armed the state of the registry
 * @param armedSinceMillis event time of the write since which the host is armed; 0 when it is not
 * @param armedByExecutable who wrote it
 * @param armedByUser as which user
 * @param newestMillis the host's time: its newest event time, which a live record never carries beyond its own arrival
 * @param telemetry kinds of evidence that the host ever delivered: names of {@link EvidenceKind}, lower case
 * @param sharedName whether several machines share the short name
 * @param evicted facts that had to leave because a bound was reached
 * @param forgotten whether the host has expired and nothing is known of it any more
 */
public record HostStatus(
        String host,
        int machine,
        String hostName,
        @Nullable String hostId,
        TargetResolution lsass,
        ArmedState armed,
        long armedSinceMillis,
        @Nullable String armedByExecutable,
        @Nullable String armedByUser,
        long newestMillis,
        List<String> telemetry,
        boolean sharedName,
        long evicted,
        boolean forgotten) {
    /** Under which its documents replace each other. */
    public String key() {
        return machine == 0 ? host : host + '#' + machine;
    }
}
