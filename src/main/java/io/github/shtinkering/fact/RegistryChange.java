package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * A change in the part of the registry that decides whether LSASS would be dumped in full.
 *
 * <p>Keys are normalised by {@code RegistryPath}: lower case, root {@code hklm}, no trailing backslash, value name
 * apart. {@code CurrentControlSet} stands for every control set.
 *
 * @param operation what happened
 * @param key the key, e.g. {@code hklm\software\microsoft\windows\windows error reporting\localdumps\lsass.exe}
 * @param value name of the value, lower case; null when the key itself changed
 * @param data the data as text; null when unknown or deleted
 * @param number the data as an unsigned number however it was spelled; null when it is none
 * @param stringType true when the number was stored as a string (REG_SZ "2")
 * @param newKey for {@link Operation#RENAME}: the key after it
 * @param newValue for {@link Operation#RENAME} of a value: its name after it
 */
public record RegistryChange(
        Operation operation,
        String key,
        @Nullable String value,
        @Nullable String data,
        @Nullable Long number,
        boolean stringType,
        @Nullable String newKey,
        @Nullable String newValue)
        implements FactPayload {

    /** What happened to the key or value. Names are part of the state format. */
    public enum Operation {
        /** A value was set. */
        SET_VALUE,
        /** A value was deleted. */
        DELETE_VALUE,
        /** A key was created; it arms nothing by itself. */
        CREATE_KEY,
        /** A key was deleted, with all below it. */
        DELETE_KEY,
        /** A key or value was renamed. */
        RENAME,
        /** An inventory snapshot found the value with this data. */
        SNAPSHOT_VALUE,
        /** An inventory snapshot found the value or key gone. */
        SNAPSHOT_ABSENT,
        /** The machine was installed anew: nothing of its registry is left. */
        REIMAGED,
        /**
         * The right to delete a key was used, which Windows refuses while keys lie below it: what the Security log tells
         * of a deletion (4663).
         */
        DELETE_KEY_ASKED;

        /** Whether a key was, or was asked to be, deleted. */
        public boolean deletesKey() {
            return this == DELETE_KEY || this == DELETE_KEY_ASKED;
        }
    }

    @Override
    public FactKind kind() {
        return FactKind.REGISTRY_CHANGE;
    }
}
