package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.normal.AsciiCase;
import org.jspecify.annotations.Nullable;

/** Sysmon's {@code SHA1=...,MD5=...,SHA256=...}. */
final class FileHashes {
    private static final String SHA256 = "sha256=";

    private FileHashes() {}

    static @Nullable String sha256(@Nullable String hashes) {
        if (hashes != null) {
            for (String hash : hashes.split(",", 16)) {
                if (AsciiCase.startsWithIgnoreCase(hash.strip(), SHA256)) {
                    return hash.strip().substring(SHA256.length());
                }
            }
        }
        return null;
    }
}
