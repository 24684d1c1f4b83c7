package io.elevenfold.finding;

import io.elevenfold.platform.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which findings are asked for; null or empty asks for all.
 *
 * @param states words of {@link FindingState}; {@code active} stands for all that somebody still has to deal with
 * @param text part of the title, the source's id or the subject
 */
public record FindingFilter(
        List<String> states,
        List<String> severities,
        List<Integer> layers,
        List<String> kinds,
        @Nullable String source,
        @Nullable UUID endpoint,
        @Nullable UUID person,
        @Nullable UUID session,
        @Nullable String control,
        @Nullable String text) {

    private static final int LONGEST_TEXT = 200;

    public FindingFilter {
        states = expand(states);
        severities = words(severities, Severity.class, "severity");
        kinds = words(kinds, FindingKind.class, "kind");
        layers = List.copyOf(layers);
        if (text != null && text.length() > LONGEST_TEXT) {
            throw ProblemException.invalid("q: at most %d characters are expected".formatted(LONGEST_TEXT));
        }
    }

    /** Everything. */
    public static FindingFilter all() {
        return new FindingFilter(List.of(), List.of(), List.of(), List.of(), null, null, null, null, null, null);
    }

    private static List<String> expand(List<String> states) {
        List<String> expanded = new ArrayList<>();
        for (String state : split(states)) {
            if (state.equals("active")) {
                for (FindingState each : FindingState.values()) {
                    if (each.isOpen()) {
                        expanded.add(each.word());
                    }
                }
            } else {
                expanded.add(state);
            }
        }
        return words(expanded, FindingState.class, "state");
    }

    private static <E extends Enum<E>> List<String> words(List<String> given, Class<E> type, String name) {
        List<String> known = new ArrayList<>();
        for (E each : type.getEnumConstants()) {
            known.add(each.name().toLowerCase(Locale.ROOT));
        }
        List<String> words = split(given);
        for (String word : words) {
            if (!known.contains(word)) {
                throw ProblemException.invalid("%s: one of %s is expected".formatted(name, String.join(", ", known)));
            }
        }
        return words;
    }

    /** Both {@code ?state=a&state=b} and {@code ?state=a,b} are in use. */
    private static List<String> split(List<String> values) {
        List<String> parts = new ArrayList<>();
        for (String value : values) {
            for (String part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    parts.add(part.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return List.copyOf(parts);
    }
}
