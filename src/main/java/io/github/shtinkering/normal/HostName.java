package io.github.shtinkering.normal;

import org.jspecify.annotations.Nullable;

/**
 * A host's name in canonical form.
 *
 * @param name lower case and short, or an address
 * @param domain the DNS domain that came with it, lower case; null when the record gave a bare name
 */
public record HostName(String name, @Nullable String domain) {}
