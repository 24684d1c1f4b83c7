package io.elevenfold.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures under it: C2SP signed-note.
 *
 * @param text what was signed; ends with a line feed
 */
public record SignedNote(String text, List<Line> lines) {

    private static final int ID_BYTES = 4;
    private static final int MOST_SIGNATURES = 16;
    private static final String DASH = "— ";

    public SignedNote {
        lines = List.copyOf(lines);
    }

    /**
     * A signature.
     *
     * @param name who signed
     * @param id of the key
     */
    public record Line(String name, byte[] id, byte[] signature) {}

    static String sign(List<SigningKey> keys, String name, String text) {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (SigningKey key : keys) {
            byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
            byte[] line = Arrays.copyOf(key.verifier().id(name), ID_BYTES + signature.length);
            System.arraycopy(signature, 0, line, ID_BYTES, signature.length);
            note.append(DASH)
                    .append(name)
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(line))
                    .append('\n');
        }
        return note.toString();
    }

    /** @throws IllegalArgumentException when the text is no such note */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n" + DASH);
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("this is no signed note");
        }
        String[] signatures = note.substring(end + 2, note.length() - 1).split("\n", MOST_SIGNATURES + 1);
        if (signatures.length > MOST_SIGNATURES) {
            throw new IllegalArgumentException("this note has too many signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String signature : signatures) {
            lines.add(line(signature));
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    private static Line line(String signature) {
        String[] words = signature.split(" ", -1);
        byte[] bytes = words.length == 3 && signature.startsWith(DASH)
                ? Base64.getDecoder().decode(words[2])
                : new byte[0];
        if (bytes.length <= ID_BYTES) {
            throw new IllegalArgumentException("this note has a line that is no signature");
        }
        return new Line(words[1], Arrays.copyOf(bytes, ID_BYTES), Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
    }

    /** Whether the text was signed with this key under this name. Signatures of other keys say nothing. */
    public boolean isSignedBy(VerifierKey key, String name) {
        return lines.stream()
                .anyMatch(line -> line.name().equals(name)
                        && Arrays.equals(line.id(), key.id(name))
                        && key.verifies(text.getBytes(StandardCharsets.UTF_8), line.signature()));
    }
}
