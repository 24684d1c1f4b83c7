package io.elevenfold.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with the domain separation of RFC 6962 §2.1. */
public final class Hashes {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hashes::sha256);

    private Hashes() {}

    /** The hash of a leaf: {@code SHA-256(0x00 || data)}. */
    public static byte[] leaf(byte[] data) {
        MessageDigest digest = SHA_256.get();
        digest.update((byte) 0);
        return digest.digest(data);
    }

    /** The hash of an inner node: {@code SHA-256(0x01 || left || right)}. */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = SHA_256.get();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** Plain SHA-256 over parts, one after the other. */
    public static byte[] plain(byte[]... parts) {
        MessageDigest digest = SHA_256.get();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** Plain SHA-256 over what is left of buffers, one after the other. */
    public static byte[] plain(ByteBuffer... parts) {
        MessageDigest digest = SHA_256.get();
        for (ByteBuffer part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** Plain SHA-256, to be fed piece by piece; not thread-safe. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] empty() {
        return SHA_256.get().digest();
    }
}
