package io.elevenfold.ledger;

import java.time.Instant;
import java.util.List;

/**
 * That one key of the ledger took the place of another: a signed note that names both and is signed by both. The old key
 * vouches for the new one, and the new one says whom it follows.
 */
public final class KeyStatement {

    /** First line of the text; the name of the signatures. */
    private static final String FORMAT = "elevenfold/ledger-key/1";

    private KeyStatement() {}

    static String sign(SigningKey old, SigningKey next, int number, Instant at) {
        String text = "%s\n%d\n%s\n%s\n%s\n"
                .formatted(
                        FORMAT, number, old.verifier().base64(), next.verifier().base64(), at);
        return SignedNote.sign(List.of(old, next), FORMAT, text);
    }

    /** Whether a note says, signed by both keys, that the second follows the first. */
    public static boolean isHandover(String note, VerifierKey old, VerifierKey next) {
        try {
            SignedNote signed = SignedNote.parse(note);
            String[] lines = signed.text().split("\n", -1);
            return lines.length == 6
                    && lines[0].equals(FORMAT)
                    && lines[2].equals(old.base64())
                    && lines[3].equals(next.base64())
                    && signed.isSignedBy(old, FORMAT)
                    && signed.isSignedBy(next, FORMAT);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
