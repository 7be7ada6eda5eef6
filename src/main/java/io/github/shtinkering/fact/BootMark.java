package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * A record that is written when Windows starts.
 *
 * @param record what it was, e.g. {@code Kernel-General 12}, {@code EventLog 6005}, {@code Kernel-Boot 27},
 *     {@code Security 4608}, {@code Security 4826}, {@code wininit start}, {@code inventory boot time}
 * @param bootType Kernel-Boot 27's BootType: 0 cold boot, 1 fast start-up, 2 resume from hibernation; null elsewhere.
 *     Only 0 and null are boots
 */
public record BootMark(String record, @Nullable Integer bootType) implements FactPayload {
    @Override
    public FactKind kind() {
        return FactKind.BOOT;
    }
}
