package io.github.shtinkering.ingest.format.edr;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Windows' logon types by the names that EDR products write. */
public final class LogonTypes {
    private static final Map<String, Integer> BY_NAME = Map.of(
            "Interactive", 2,
            "Network", 3,
            "Batch", 4,
            "Service", 5,
            "Unlock", 7,
            "NetworkCleartext", 8,
            "NewCredentials", 9,
            "RemoteInteractive", 10,
            "CachedInteractive", 11);

    private LogonTypes() {}

    /** Returns the number of the type, or null when there is no such name. */
    public static @Nullable Integer of(@Nullable String name) {
        return name == null ? null : BY_NAME.get(name);
    }
}
