package io.github.shtinkering.fact;

/** LSASS, the fact's actor, ended: Sysmon 5, Security 4689 or an EDR's process end. */
public record LsassEnd() implements FactPayload {
    @Override
    public FactKind kind() {
        return FactKind.LSASS_ENDED;
    }
}
