package io.elevenfold.framework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an outside framework.
 *
 * @param id as the framework writes it; unique in its edition
 * @param title the official short title, or what the framework's note says stands in its place
 * @param parent the id of the entry that this one belongs to; null at the top
 * @param section where it stands in the source; null where the source has no such place or may not be quoted
 * @param note what one should know about this entry; null when nothing
 */
public record Requirement(
        String id, String title, Kind kind, @Nullable String parent, @Nullable String section, @Nullable String note) {

    /** A heading groups others: nobody assesses it, and nothing maps to it. */
    public boolean isHeading() {
        return kind == Kind.GROUP;
    }

    /** What an entry is. */
    public enum Kind {
        RISK,
        CONTROL,
        PRACTICE,
        CHECK,
        TECHNIQUE,
        COMPONENT,
        /** An article of a law. */
        REQUIREMENT,
        /** A heading. */
        GROUP;

        /** The word in content files and JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
