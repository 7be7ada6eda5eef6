package io.github.shtinkering.fact;

/** The registry was reached from another machine, by the fact's actor. */
public record RemoteRegistryAccess() implements FactPayload {
    @Override
    public FactKind kind() {
        return FactKind.REMOTE_REGISTRY;
    }
}
