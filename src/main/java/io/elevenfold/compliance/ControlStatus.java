package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a control holds, as far as anything was reported. From what asks for work to what asks for none. */
public enum ControlStatus {
    /** What was assessed speaks against it. */
    NOT_MET,
    /** Some of what was assessed speaks for it, some against it. */
    PARTLY,
    /** It does not hold everywhere, and where it does not, somebody accepted that for a time. */
    EXCEPTED,
    /** Nothing was reported that could be assessed: neither good nor bad. */
    NOT_REPORTED,
    /** There is nothing here that it could speak about. */
    NOT_APPLICABLE,
    /** All that was assessed speaks for it. */
    MET;

    /** The word in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether anything was assessed. */
    public boolean isAssessed() {
        return this != NOT_REPORTED && this != NOT_APPLICABLE;
    }

    /** What results of checks say together. */
    static ControlStatus of(ResultCounts results) {
        if (results.fail() > 0) {
            return results.pass() > 0 ? PARTLY : NOT_MET;
        }
        if (results.excepted() > 0) {
            return EXCEPTED;
        }
        if (results.pass() > 0) {
            return MET;
        }
        boolean nothingElse = results.notApplicable() == results.total();
        return nothingElse && results.total() > 0 ? NOT_APPLICABLE : NOT_REPORTED;
    }
}
