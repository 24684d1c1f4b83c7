package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one pass over a field's text which of many literals stand in it, case aside, so that thousands of rules that
 * look for words in a command cost little more than one.
 */
public final class LiteralIndex {

    private final Part[] parts;
    private final @Nullable AhoCorasick automaton;
    private final Map<String, Integer> wholes = new HashMap<>();
    private final int longestWhole;
    private final int presence;
    private final int words;

    private LiteralIndex(Builder builder) {
        List<Part> all = new ArrayList<>();
        int longest = -1;
        int present = -1;
        for (Map.Entry<Literal, Integer> literal : builder.ids.entrySet()) {
            String text = literal.getKey().text();
            int id = literal.getValue();
            switch (literal.getKey().kind()) {
                case PRESENCE -> present = id;
                case WHOLE -> {
                    wholes.put(text, id);
                    longest = Math.max(longest, text.length());
                }
                case PART -> all.add(new Part(text, false, id));
                case HINT -> all.add(new Part(text, true, id));
            }
        }
        this.words = (builder.ids.size() + 63) / 64;
        this.longestWhole = longest;
        this.presence = present;
        this.parts = all.toArray(Part[]::new);
        this.automaton = all.isEmpty()
                ? null
                : AhoCorasick.of(
                        all.stream().map(part -> Folding.loose(part.literal)).toList(), this::mark);
    }

    /** How many longs the bits take. */
    int words() {
        return words;
    }

    /** Notes that the field is there. */
    void findPresence(long[] found) {
        if (presence >= 0) {
            mark(found, presence);
        }
    }

    /** Sets a bit for each literal that stands in the text, or is the text. */
    void find(String text, long[] found) {
        if (text.length() <= longestWhole) {
            Integer whole = wholes.get(Folding.lower(text));
            if (whole != null) {
                mark(found, whole);
            }
        }
        if (automaton != null) {
            automaton.find(text, found);
        }
    }

    private void mark(int part, String text, int from, long[] found) {
        if (!parts[part].isMarked(found) && parts[part].standsAt(text, from)) {
            mark(found, parts[part].id);
        }
    }

    private static void mark(long[] found, int id) {
        found[id >> 6] |= 1L << id;
    }

    /** @param isLoose whether it is compared in loose folding */
    private record Part(String literal, boolean isLoose, int id) {

        boolean isMarked(long[] found) {
            return (found[id >> 6] & 1L << id) != 0;
        }

        boolean standsAt(String text, int from) {
            if (from + literal.length() > text.length()) {
                return false;
            }
            for (int i = 0; i < literal.length(); i++) {
                char c = text.charAt(from + i);
                if ((isLoose ? Folding.loose(c) : Folding.lower(c)) != literal.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private enum Kind {
        /** Stands in the text as it is. */
        PART,
        /** Stands in the text in loose folding. */
        HINT,
        /** Is the text. */
        WHOLE,
        /** The field is there. */
        PRESENCE
    }

    private record Literal(Kind kind, String text) {}

    /** Collects the literals of all rules for one field. The same literal has the same number. */
    static final class Builder {

        private final Map<Literal, Integer> ids = new HashMap<>();

        int part(String literal) {
            return add(Kind.PART, Folding.lower(literal));
        }

        int hint(String literal) {
            return add(Kind.HINT, Folding.loose(literal));
        }

        int whole(String literal) {
            return add(Kind.WHOLE, Folding.lower(literal));
        }

        int presence() {
            return add(Kind.PRESENCE, "");
        }

        private int add(Kind kind, String text) {
            return ids.computeIfAbsent(new Literal(kind, text), unseen -> ids.size());
        }

        LiteralIndex build() {
            return new LiteralIndex(this);
        }
    }
}
