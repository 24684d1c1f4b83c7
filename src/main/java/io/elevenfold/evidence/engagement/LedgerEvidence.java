package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says about a drawn row, with the proof that it is in it.
 *
 * @param leaf as text: its UTF-8 bytes are what was hashed; null when the record was withdrawn
 * @param leafHash in hex
 * @param size of the tree that the proof speaks of
 * @param root in Base64
 * @param hashes in Base64, as RFC 9162 §2.1.3 uses them
 * @param checkpoint the signed head of that size (C2SP tlog-checkpoint)
 * @param isIncluded whether the hashes lead from the leaf to the root, tried just now
 * @param isSigned whether the head is signed by the ledger's key, tried just now
 * @param isErased whether the subject's key was destroyed, so that nobody can open the commitments
 * @param groups what was opened: the group's name to its fields as JSON
 * @param opensCommitments whether every opened group is what the leaf commits to, tried just now
 * @param record the line of {@code records/LOG/…} in a package; null when it was withdrawn
 */
public record LedgerEvidence(
        int log,
        String origin,
        long position,
        @Nullable String leaf,
        String leafHash,
        long size,
        String root,
        List<String> hashes,
        String checkpoint,
        boolean isIncluded,
        boolean isSigned,
        boolean isErased,
        Map<String, Map<String, Object>> groups,
        boolean opensCommitments,
        @Nullable String record) {

    public LedgerEvidence {
        hashes = List.copyOf(hashes);
    }

    /** Whether all that can be tried holds. */
    @JsonIgnore
    public boolean isProven() {
        return isIncluded && isSigned && opensCommitments;
    }

    /** As C2SP tlog-proof: what a stranger needs with the leaf and the public key. */
    @JsonIgnore
    public String proof() {
        return "c2sp.org/tlog-proof@v1\nindex %d\n%s\n%s"
                .formatted(position, hashes.isEmpty() ? "" : String.join("\n", hashes) + "\n", checkpoint);
    }
}
