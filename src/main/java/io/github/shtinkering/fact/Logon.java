package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * A person logged on (Security 4624): whose credentials a dump of LSASS would hold. Machine and service accounts are
 * no persons.
 *
 * @param user {@code DOMAIN\name}
 * @param sid the account's SID
 * @param type logon type (2 interactive, 3 network, 10 remote interactive, ...)
 * @param address the client's address, where told
 */
public record Logon(
        String user,
        @Nullable String sid,
        int type,
        @Nullable String address) implements FactPayload {
    @Override
    public FactKind kind() {
        return FactKind.LOGON;
    }
}
