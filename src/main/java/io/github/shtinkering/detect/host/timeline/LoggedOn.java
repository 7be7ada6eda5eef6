package io.github.shtinkering.detect.host.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A person whose credentials LSASS may have held.
 *
 * @param user {@code DOMAIN\name}
 * @param sid the account's SID
 * @param type logon type
 * @param address from which machine, where told; in the state of programs that did not keep it, null
 */
public record LoggedOn(
        String user,
        @Nullable String sid,
        int type,
        @Nullable String address) {}
