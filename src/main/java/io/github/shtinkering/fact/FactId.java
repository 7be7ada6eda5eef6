package io.github.shtinkering.fact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deterministic ids: a hash of parts, each with its length so that no two lists of parts run together. */
public final class FactId {
    private static final int ID_BYTES = 12;

    private static final int RECORD_DIGITS = ID_BYTES;

    private FactId() {}

    /**
     * Returns the id of a fact of a record that has a number: the same record with other content has another id, and
     * shows that it is the same record.
     *
     * @param record what makes the record unique
     * @param content what decides about the fact, in the same spelling whatever the shipper
     */
    public static String ofRecord(List<? extends @Nullable Object> record, List<? extends @Nullable Object> content) {
        return of(record.toArray()).substring(0, RECORD_DIGITS)
                + of(content.toArray()).substring(RECORD_DIGITS);
    }

    /** Whether two ids are of the same record with other content. */
    public static boolean contradict(String id, String other) {
        return !id.equals(other) && record(id).equals(record(other));
    }

    /** The part of an id that tells its record. */
    public static String record(String id) {
        return id.substring(0, Math.min(RECORD_DIGITS, id.length()));
    }

    /** Returns 24 hex digits that depend on every part and on the order of the parts; null is a part of its own. */
    public static String of(@Nullable Object... parts) {
        MessageDigest digest = sha256();
        for (Object part : parts) {
            byte[] bytes = part == null ? null : part.toString().getBytes(StandardCharsets.UTF_8);
            int length = bytes == null ? -1 : bytes.length;
            digest.update(
                    new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
            if (bytes != null) {
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
