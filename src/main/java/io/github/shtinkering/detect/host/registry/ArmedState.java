package io.github.shtinkering.detect.host.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the registry that decides about dumps of LSASS, right after a change.
 *
 * @param scopes of {@code global}, {@code lsass.exe}: where the effective full type comes from; empty when not armed
 * @param dumpFolder the effective folder for LSASS's dumps; null for the default
 * @param silentProcessExit whether SilentProcessExit for lsass.exe is what arms
 * @param custom whether it is DumpType 0 with the full-memory bit
 */
public record ArmedState(List<String> scopes, @Nullable String dumpFolder, boolean silentProcessExit, boolean custom) {
    /** Scope of the value that holds for every program. */
    public static final String GLOBAL = "global";
    /** Scope of the sub-key that holds for LSASS alone. */
    public static final String LSASS = "lsass.exe";

    /** Whether LSASS would be dumped in full. */
    public boolean armed() {
        return !scopes.isEmpty();
    }
}
