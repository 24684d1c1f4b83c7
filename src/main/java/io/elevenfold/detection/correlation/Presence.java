package io.elevenfold.detection.correlation;

import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A condition over which rules were hit within a window, {@code a and not b}: pySigma's extended condition, and our
 * way to ask for an absence. {@code not} binds before {@code and}, that before {@code or}.
 */
final class Presence {

    private static final int DEEPEST = 32;

    private final ContentNode place;
    private final List<String> words;
    private final Function<String, String> resolve;
    private int at;
    private int depth;

    private Presence(ContentNode place, List<String> words, Function<String, String> resolve) {
        this.place = place;
        this.words = words;
        this.resolve = resolve;
    }

    /** @param resolve from a rule's name to its id; throws when there is none */
    static Predicate<Set<String>> read(ContentNode condition, Function<String, String> resolve) {
        String spaced = condition.text().replace("(", " ( ").replace(")", " ) ").strip();
        Presence parser = new Presence(condition, List.of(spaced.split("\\s+")), resolve);
        Predicate<Set<String>> test = parser.either();
        if (parser.at < parser.words.size()) {
            throw condition.wrong("unexpected '%s' in the condition".formatted(parser.words.get(parser.at)));
        }
        return test;
    }

    private Predicate<Set<String>> either() {
        Predicate<Set<String>> left = both();
        while (takes("or")) {
            Predicate<Set<String>> first = left;
            Predicate<Set<String>> second = both();
            left = present -> first.test(present) || second.test(present);
        }
        return left;
    }

    private Predicate<Set<String>> both() {
        Predicate<Set<String>> left = one();
        while (takes("and")) {
            Predicate<Set<String>> first = left;
            Predicate<Set<String>> second = one();
            left = present -> first.test(present) && second.test(present);
        }
        return left;
    }

    private Predicate<Set<String>> one() {
        if (++depth > DEEPEST || at >= words.size()) {
            throw place.wrong("the condition ends too early or is too deep");
        }
        Predicate<Set<String>> test;
        if (takes("not")) {
            Predicate<Set<String>> inner = one();
            test = present -> !inner.test(present);
        } else if (takes("(")) {
            test = either();
            if (!takes(")")) {
                throw place.wrong("a bracket is not closed");
            }
        } else {
            String rule = resolve.apply(words.get(at++));
            test = present -> present.contains(rule);
        }
        depth--;
        return test;
    }

    private boolean takes(String word) {
        boolean taken = at < words.size() && words.get(at).equals(word);
        at += taken ? 1 : 0;
        return taken;
    }
}
