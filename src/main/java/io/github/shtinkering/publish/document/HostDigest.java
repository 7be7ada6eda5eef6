package io.github.shtinkering.publish.document;

import java.util.List;

/**
 * What counts hosts.
 *
 * @param telemetry {@code shtinkering.telemetry}: the kinds of evidence that ever came from the host
 * @param nameShared whether another machine bears the host's short name
 */
public record HostDigest(List<String> telemetry, boolean nameShared) {}
