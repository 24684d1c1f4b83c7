package io.elevenfold.compliance.exception;

import io.elevenfold.platform.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much an exception covers, seen from the finding from which it is asked for. */
public enum Breadth {
    /** That finding alone. */
    FINDING,
    /** What the same check or rule finds on the same endpoint. */
    ENDPOINT,
    /** What the same check or rule finds anywhere. */
    SOURCE;

    /** As written in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException for any other word; null means {@link #FINDING} */
    public static Breadth of(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return FINDING;
        }
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.invalid("breadth: one of finding, endpoint and source is expected"));
    }
}
