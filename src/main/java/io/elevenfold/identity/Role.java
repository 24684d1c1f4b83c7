package io.elevenfold.identity;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a person, or an API token that stands for one, may do: declared here and nowhere else. Routes ask for the words of
 * {@link May}; a test compares every route and role with what was decided.
 */
public enum Role {
    ADMINISTRATOR(
            May.LOOK,
            May.SEE_WHOLE,
            May.SEE_PEOPLE,
            May.SEE_AUDIT_TRAIL,
            May.EXAMINE,
            May.ADMIT_AUDITORS,
            May.EXPORT,
            May.TRIAGE,
            May.GOVERN,
            May.ADMINISTER),
    CISO(
            May.LOOK,
            May.SEE_WHOLE,
            May.SEE_PEOPLE,
            May.SEE_AUDIT_TRAIL,
            May.EXAMINE,
            May.ADMIT_AUDITORS,
            May.EXPORT,
            May.GOVERN),
    SECURITY(May.LOOK, May.SEE_WHOLE, May.SEE_PEOPLE, May.EXPORT, May.TRIAGE, May.GOVERN),
    /** Reads, for a time that is set. */
    AUDITOR(May.LOOK, May.SEE_WHOLE, May.SEE_PEOPLE, May.SEE_AUDIT_TRAIL, May.EXAMINE, May.EXPORT),
    /** Comes from outside: enters the engagements that they are assigned to, within the time set there, and nothing else. */
    EXTERNAL_AUDITOR(May.EXAMINE),
    /** Sees what is collected about them, and about those whom they lead. */
    DEVELOPER(May.LOOK);

    private final Set<String> may;

    Role(String... may) {
        this.may = Set.of(may);
    }

    /** What annotations may ask for: the role's own word, and what it allows. */
    Set<String> words() {
        return words(may);
    }

    /** The same for whom only a part of the organisation is in sight. */
    Set<String> wordsInPart() {
        Set<String> left = new TreeSet<>(may);
        left.removeAll(May.NEEDS_EVERYTHING_IN_SIGHT);
        return words(left);
    }

    private Set<String> words(Set<String> allowed) {
        Set<String> words = new TreeSet<>(allowed);
        words.add(word());
        return Set.copyOf(words);
    }

    /** Whether nobody holds the role without an end. */
    boolean isForATime() {
        return this == AUDITOR || this == EXTERNAL_AUDITOR;
    }

    /** As written in annotations, in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that is among the words of an identity; the mightiest of several. */
    public static Optional<Role> among(Collection<String> words) {
        return Stream.of(values()).filter(role -> words.contains(role.word())).findFirst();
    }

    /** @throws IllegalArgumentException for any other word */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
