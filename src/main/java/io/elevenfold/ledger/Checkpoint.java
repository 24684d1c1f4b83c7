package io.elevenfold.ledger;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A signed head of a log: C2SP tlog-checkpoint in the form of a C2SP signed-note.
 *
 * @param log its number
 * @param origin its name
 * @param size how many leaves it had
 * @param root the root over them
 * @param note what was signed, a blank line, and the signature
 */
public record Checkpoint(int log, String origin, long size, byte[] root, Instant signedAt, String note) {

    static Checkpoint sign(List<SigningKey> keys, int log, Log.Head head, Instant now) {
        String note = SignedNote.sign(keys, head.origin(), text(head.origin(), head.size(), head.root()));
        return new Checkpoint(log, head.origin(), head.size(), head.root(), now, note);
    }

    private static String text(String origin, long size, byte[] root) {
        return origin + '\n' + size + '\n' + Base64.getEncoder().encodeToString(root) + '\n';
    }

    /** Whether the note says what the fields say, signed with this key. */
    public boolean isSignedBy(VerifierKey key) {
        try {
            SignedNote signed = SignedNote.parse(note);
            return signed.text().equals(text(origin, size, root)) && signed.isSignedBy(key, origin);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
