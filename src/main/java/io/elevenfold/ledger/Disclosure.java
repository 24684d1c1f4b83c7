package io.elevenfold.ledger;

import java.util.List;

/**
 * What one needs to check an entry of the log of governance without trusting this service: RFC 6962 §2.1.1 for the
 * proof, {@link Commitments} for the salt.
 *
 * @param origin the log's name
 * @param leaf the bytes of the leaf
 * @param salt {@code SHA-256(salt || detail)} is the commitment in the leaf
 * @param treeSize the number of leaves that the proof speaks of
 * @param root the tree's root at that size
 * @param proof hashes of the siblings, from the leaf upwards
 */
public record Disclosure(
        String origin, long position, byte[] leaf, byte[] salt, long treeSize, byte[] root, List<byte[]> proof) {

    public Disclosure {
        proof = List.copyOf(proof);
    }
}
