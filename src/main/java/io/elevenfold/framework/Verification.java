package io.elevenfold.framework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The class of evidence that shows whether a control holds. */
public enum Verification {
    /** A field of the endpoint's posture report. */
    POSTURE,
    /** Events, or figures over them, from the agents' activity. */
    ACTIVITY,
    /** A signed or system-produced statement: a CI result, a policy bundle, an acknowledgement, a ledger check. */
    ATTESTATION,
    /** Evidence that a person supplies and dates. */
    MANUAL;

    /** The word in content files and JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
