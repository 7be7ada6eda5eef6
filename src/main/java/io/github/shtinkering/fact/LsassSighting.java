package io.github.shtinkering.fact;

/**
 * A record that shows LSASS's PID.
 *
 * @param pid the PID
 * @param source how the record knows
 */
public record LsassSighting(long pid, SightingSource source) implements FactPayload {
    @Override
    public FactKind kind() {
        return FactKind.LSASS_SIGHTING;
    }
}
