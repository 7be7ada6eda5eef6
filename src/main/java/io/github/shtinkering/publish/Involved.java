package io.github.shtinkering.publish;

import io.github.shtinkering.telemetry.Accounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account in one role.
 *
 * @param user {@code DOMAIN\name}, or the name
 * @param sid the account's SID where told
 * @param role what it did
 * @param address of the machine from which it did so, where told
 * @param logonType how it was logged on; null in every other role
 * @param evidence ids of the evidence that says so
 */
record Involved(
        String user,
        @Nullable String sid,
        Role role,
        @Nullable String address,
        @Nullable Integer logonType,
        List<String> evidence) {

    /** Whether somebody stands behind the account: service accounts are nobody. */
    boolean isPerson() {
        return Accounts.isPerson(user, sid);
    }
}
