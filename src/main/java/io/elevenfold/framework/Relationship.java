package io.elevenfold.framework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How a control of ours relates to a requirement, read in that direction, in the words of NIST IR 8477. The first four
 * compare what two texts ask for; {@link #SUPPORTS} is for risks, outcomes, techniques and legal articles, where such
 * a comparison makes no sense.
 */
public enum Relationship {
    /** Both ask for the same. */
    EQUAL,
    /** The control asks for less than the requirement. */
    SUBSET_OF,
    /** The control asks for everything that the requirement asks for, and more. */
    SUPERSET_OF,
    /** Each asks for something that the other does not. */
    INTERSECTS_WITH,
    /** The control helps to reach the requirement. */
    SUPPORTS;

    /** The word in content files and JSON: {@code subset-of}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a control that passes meets the requirement without the help of others. */
    public boolean satisfiesAlone() {
        return this == EQUAL || this == SUPERSET_OF;
    }
}
