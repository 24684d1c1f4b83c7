package io.elevenfold.finding;

import io.elevenfold.platform.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** What a finding turned out to be. */
public enum Disposition {
    /** Something was wrong. */
    TRUE_POSITIVE,
    /** It happened as told, and it may happen. */
    BENIGN_EXPECTED,
    /** It did not happen as told. */
    FALSE_POSITIVE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException for another word */
    public static Disposition of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "disposition: one of true_positive, benign_expected, false_positive is expected"));
    }
}
