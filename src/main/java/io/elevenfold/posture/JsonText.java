package io.elevenfold.posture;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON that was stored, in canonical form again (RFC 8785). */
final class JsonText {

    private JsonText() {}

    static String canonical(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException("the database holds what is no JSON", e);
        }
    }
}
