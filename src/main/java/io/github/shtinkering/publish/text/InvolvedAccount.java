package io.github.shtinkering.publish.text;

import io.github.shtinkering.normal.WellKnownAccounts;
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
public record InvolvedAccount(
        String user,
        @Nullable String sid,
        AccountRole role,
        @Nullable String address,
        @Nullable Integer logonType,
        List<String> evidence) {

    /** Whether somebody stands behind the account: service accounts are nobody. */
    public boolean isPerson() {
        return WellKnownAccounts.isPerson(user, sid);
    }
}
