package io.github.shtinkering.fact;

import java.nio.ByteBuffer;
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

    private static final byte[] NOTHING = {};
    private static final MessageDigest SHA_256 = lookUp(); // never used but to be copied

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
        byte[][] texts = new byte[parts.length][];
        int size = 0;
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i] == null ? NOTHING : parts[i].toString().getBytes(StandardCharsets.UTF_8);
            size += Integer.BYTES + texts[i].length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] text : texts) {
            all.putInt(text == NOTHING ? -1 : text.length).put(text);
        }
        return HexFormat.of().formatHex(sha256().digest(all.array()), 0, ID_BYTES);
    }

    /** A copy, for to have it looked up each time takes as long as the hash. */
    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
