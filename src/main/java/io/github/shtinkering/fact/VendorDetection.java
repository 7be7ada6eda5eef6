package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * Another product's alert about WerFault or about LSASS being dumped.
 *
 * @param vendor e.g. {@code Sophos}, {@code Elastic}, {@code Microsoft}
 * @param name the detection's name or id
 * @param alertId the product's id of this alert
 * @param targetPid the process that the product says was dumped, where told
 */
public record VendorDetection(
        String vendor,
        String name,
        @Nullable String alertId,
        @Nullable Long targetPid) implements FactPayload {
    @Override
    public FactKind kind() {
        return FactKind.VENDOR_DETECTION;
    }
}
