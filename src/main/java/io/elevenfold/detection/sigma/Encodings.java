package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The encoding modifiers: bytes in, the text that stands for them out. */
final class Encodings {

    /** How many leading characters of the encoded text depend on what stood before, by offset. */
    private static final int[] LEADING = {0, 2, 3};

    /** How many trailing characters depend on what follows, by the length modulo three. */
    private static final int[] TRAILING = {0, 3, 2};

    private Encodings() {}

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The three forms that the bytes take inside a longer encoded text, without the characters that may vary. */
    static List<String> base64AtAnyOffset(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String encoded = base64(shifted);
            int end = encoded.length() - TRAILING[shifted.length % 3];
            forms.add(encoded.substring(Math.min(LEADING[offset], end), end));
        }
        return forms;
    }
}
