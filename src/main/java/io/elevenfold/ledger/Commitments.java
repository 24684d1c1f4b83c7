package io.elevenfold.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Salted commitments to groups of fields: {@code SHA-256(salt || JCS(group))} with
 * {@code salt = HMAC-SHA-256(K_subject, id || group name)}. Without the key of the subject a commitment says nothing;
 * with it anybody can check that a disclosed group is the one that was committed to.
 */
public final class Commitments {

    private static final HexFormat HEX = HexFormat.of();

    private Commitments() {}

    /** A keyed MAC; not thread-safe, good for many salts of one subject. */
    public static Mac macOf(SecretKeySpec subjectKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(subjectKey);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /**
     * The commitment to one group of one entry, in lower-case hex.
     *
     * @param group {@code actor}, {@code target} or {@code content}
     * @param canonical the group in canonical JSON (RFC 8785)
     */
    public static String commit(Mac mac, UUID id, String group, byte[] canonical) {
        return commit(mac, id, group, ByteBuffer.wrap(canonical));
    }

    public static String commit(Mac mac, UUID id, String group, ByteBuffer canonical) {
        return HEX.formatHex(Hashes.plain(ByteBuffer.wrap(salt(mac, id, group)), canonical));
    }

    /** The salt of one group of one entry: to tell it is to disclose this group, and no other. */
    public static byte[] salt(Mac mac, UUID id, String group) {
        mac.update(id.toString().getBytes(StandardCharsets.US_ASCII));
        return mac.doFinal(group.getBytes(StandardCharsets.US_ASCII));
    }

    /** Microseconds since 1970, the unit of every time in a leaf. */
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    }
}
