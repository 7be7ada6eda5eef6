package io.github.shtinkering.telemetry.format.windows;

import io.github.shtinkering.telemetry.normal.Ascii;
import org.jspecify.annotations.Nullable;

/** Sysmon's {@code SHA1=...,MD5=...,SHA256=...}. */
final class Hashes {
    private static final String SHA256 = "sha256=";

    private Hashes() {}

    static @Nullable String sha256(@Nullable String hashes) {
        if (hashes != null) {
            for (String hash : hashes.split(",", 16)) {
                if (Ascii.startsWithIgnoreCase(hash.strip(), SHA256)) {
                    return hash.strip().substring(SHA256.length());
                }
            }
        }
        return null;
    }
}
