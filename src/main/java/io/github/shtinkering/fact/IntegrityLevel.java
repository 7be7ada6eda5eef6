package io.github.shtinkering.fact;

import java.util.Locale;

/** How much Windows trusts a process: its mandatory integrity level, the least trusted first. */
public enum IntegrityLevel {
    UNTRUSTED,
    LOW,
    /** Of an ordinary user's programs; medium plus counts as medium. */
    MEDIUM,
    /** Of a program that was started elevated. */
    HIGH,
    SYSTEM,
    /** Of a protected process. */
    PROTECTED;

    /** Lower-case name, as Elastic's sensor writes it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
