package io.github.shtinkering.host;

import org.jspecify.annotations.Nullable;

/**
 * A person whose credentials LSASS may have held.
 *
 * @param user {@code DOMAIN\name}
 * @param sid the account's SID
 * @param type logon type
 */
public record LoggedOn(String user, @Nullable String sid, int type) {}
