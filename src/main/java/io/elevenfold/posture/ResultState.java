package io.elevenfold.posture;

import java.util.Locale;

/**
 * What is known about a check on a subject. The same seven states everywhere; an error never counts as a failure, and
 * an exception never as a pass.
 */
public enum ResultState {
    /** The report shows that what the check asks for holds. */
    PASS,
    /** The report shows that it does not hold. */
    FAIL,
    /** There is nothing on this endpoint that the check could speak about. */
    NOT_APPLICABLE,
    /** The check itself could not be evaluated. */
    ERROR,
    /** The endpoint could not tell, or did not look. */
    NOT_CHECKED,
    /** It fails, and somebody accepted that for a time. */
    EXCEPTED,
    /** It has never been evaluated, or its last result is too old. */
    PENDING;

    /** The word in JSON, in files and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
