package io.elevenfold.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

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

    static Checkpoint sign(SigningKey key, int log, Log.Head head, Instant now) {
        String body = body(head.origin(), head.size(), head.root());
        byte[] id = key.id(head.origin());
        byte[] signature = key.sign(body.getBytes(StandardCharsets.UTF_8));
        byte[] line = new byte[id.length + signature.length];
        System.arraycopy(id, 0, line, 0, id.length);
        System.arraycopy(signature, 0, line, id.length, signature.length);
        String note = body + "\n— " + head.origin() + ' ' + Base64.getEncoder().encodeToString(line) + '\n';
        return new Checkpoint(log, head.origin(), head.size(), head.root(), now, note);
    }

    private static String body(String origin, long size, byte[] root) {
        return origin + '\n' + size + '\n' + Base64.getEncoder().encodeToString(root) + '\n';
    }

    /** Whether the note says what the fields say, signed with this key. */
    public boolean isSignedBy(String pem) {
        String body = body(origin, size, root);
        String start = body + "\n— " + origin + ' ';
        if (!note.startsWith(start)) {
            return false;
        }
        try {
            byte[] line =
                    Base64.getDecoder().decode(note.substring(start.length()).strip());
            byte[] signature = java.util.Arrays.copyOfRange(line, 4, line.length);
            return SigningKey.verifies(pem, body.getBytes(StandardCharsets.UTF_8), signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
