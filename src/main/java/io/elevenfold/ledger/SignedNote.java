package io.elevenfold.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A text with a signature under it: C2SP signed-note, with one Ed25519 signature.
 *
 * @param text what was signed; ends with a line feed
 * @param name who signed it
 * @param signature 64 bytes
 */
public record SignedNote(String text, String name, byte[] signature) {

    private static final int ID_BYTES = 4;
    private static final int SIGNATURE_BYTES = 64;
    private static final String DASH = "— ";

    static String sign(SigningKey key, String name, String text) {
        byte[] id = key.id(name);
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] line = Arrays.copyOf(id, ID_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature, 0, line, ID_BYTES, SIGNATURE_BYTES);
        return text + '\n' + DASH + name + ' ' + Base64.getEncoder().encodeToString(line) + '\n';
    }

    /** @throws IllegalArgumentException when the text is no such note */
    public static SignedNote parse(String note) {
        int end = note.indexOf("\n\n" + DASH);
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("this is no signed note");
        }
        String[] words = note.substring(end + 2 + DASH.length(), note.length() - 1)
                .split("\n", 2)[0]
                .split(" ", -1);
        byte[] line = words.length == 2 ? Base64.getDecoder().decode(words[1]) : new byte[0];
        if (line.length != ID_BYTES + SIGNATURE_BYTES) {
            throw new IllegalArgumentException("this note has no Ed25519 signature");
        }
        return new SignedNote(note.substring(0, end + 1), words[0], Arrays.copyOfRange(line, ID_BYTES, line.length));
    }

    /** Whether the text was signed with the key of this PEM. */
    public boolean isSignedBy(String pem) {
        return SigningKey.verifies(pem, text.getBytes(StandardCharsets.UTF_8), signature);
    }
}
