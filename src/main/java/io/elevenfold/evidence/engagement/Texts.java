package io.elevenfold.evidence.engagement;

import io.elevenfold.platform.ProblemException;
import org.jspecify.annotations.Nullable;

/** What people type in the auditor's room, in bounds. */
final class Texts {

    static final int NAME = 200;
    static final int LONG = 4000;

    private Texts() {}

    /** @throws ProblemException when it is empty or too long */
    static String required(@Nullable String text, String field, int longest) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty() || stripped.length() > longest || stripped.indexOf('\0') >= 0) {
            throw ProblemException.invalid("%s: 1 to %d characters are expected".formatted(field, longest));
        }
        return stripped;
    }

    /** Empty for nothing. */
    static String optional(@Nullable String text, String field, int longest) {
        return text == null || text.isBlank() ? "" : required(text, field, longest);
    }
}
