package io.github.shtinkering.telemetry;

import io.github.shtinkering.telemetry.normal.Ascii;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which accounts are persons: whose credentials would have to be changed. */
public final class Accounts {
    private static final Set<String> SERVICES =
            Set.of("system", "local service", "network service", "anonymous logon", "iusr");
    private static final String[] WINDOW_MANAGERS = {"dwm-", "umfd-"};

    private Accounts() {}

    /**
     * Whether the account is a person's: by its SID (of a domain, machine or Entra ID) where told, and by its name.
     *
     * @param user {@code DOMAIN\name} or the name
     */
    public static boolean isPerson(String user, @Nullable String sid) {
        if (sid != null && !sid.startsWith("S-1-5-21-") && !sid.startsWith("S-1-12-1-")) {
            return false;
        }
        String name = Ascii.lower(user.substring(user.lastIndexOf('\\') + 1));
        if (name.isEmpty() || name.endsWith("$") || SERVICES.contains(name)) {
            return false;
        }
        for (String prefix : WINDOW_MANAGERS) {
            if (name.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }
}
