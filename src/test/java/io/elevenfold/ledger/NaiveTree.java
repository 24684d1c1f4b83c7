package io.elevenfold.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** RFC 6962 §2.1 written down as it stands there, to hold faster code to it. Shares nothing with what it judges. */
public final class NaiveTree {

    private NaiveTree() {}

    /** The Merkle tree hash of leaves that are hashed already. */
    public static byte[] root(List<byte[]> leafHashes) {
        if (leafHashes.isEmpty()) {
            return sha256();
        }
        if (leafHashes.size() == 1) {
            return leafHashes.get(0);
        }
        int split = 1;
        while (split * 2 < leafHashes.size()) {
            split *= 2;
        }
        return sha256(
                new byte[] {1}, root(leafHashes.subList(0, split)), root(leafHashes.subList(split, leafHashes.size())));
    }

    public static byte[] leafHash(byte[] leaf) {
        return sha256(new byte[] {0}, leaf);
    }

    public static byte[] leafHash(String leaf) {
        return leafHash(leaf.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
