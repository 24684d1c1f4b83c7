package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one pass over a field's text which of many literals stand in it, case aside, so that thousands of rules that
 * look for words in a command cost little more than one. Its tables are made when a text first asks for them.
 */
public final class LiteralIndex {

    /** Beyond this many literals a table is so large that those who need a part of it share it. */
    private static final int MOST_APART = 1_500;

    private final Map<Literal, Integer> ids;
    private final List<Word> words;
    private final Map<String, Integer> wholes = new HashMap<>();
    private final int longestWhole;
    private final int presence;
    private final int longs;
    private final Map<BitSet, LiteralIndex> narrowed = new ConcurrentHashMap<>();
    private volatile @Nullable LiteralFinder finder;

    /** @param size how many literals the field has, with those that are not looked for here */
    private LiteralIndex(Map<Literal, Integer> ids, int size) {
        List<Word> all = new ArrayList<>();
        int longest = -1;
        int present = -1;
        for (Map.Entry<Literal, Integer> literal : ids.entrySet()) {
            String text = literal.getKey().text();
            int id = literal.getValue();
            switch (literal.getKey().kind()) {
                case PRESENCE -> present = id;
                case WHOLE -> {
                    wholes.put(text, id);
                    longest = Math.max(longest, text.length());
                }
                case PART -> all.add(Word.part(text, id));
                case HINT -> all.add(Word.hint(text, id));
            }
        }
        this.ids = ids;
        this.longs = (size + 63) / 64;
        this.longestWhole = longest;
        this.presence = present;
        this.words = List.copyOf(all);
    }

    /** The same, but only these literals need be found. */
    LiteralIndex only(BitSet asked) {
        if (asked.cardinality() == ids.size() || ids.size() > MOST_APART) {
            return this;
        }
        return narrowed.computeIfAbsent(asked, unseen -> {
            Map<Literal, Integer> left = new HashMap<>(ids);
            left.values().removeIf(id -> !asked.get(id));
            return new LiteralIndex(left, longs * Long.SIZE);
        });
    }

    /** How many longs the bits take. */
    int longs() {
        return longs;
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
        if (!words.isEmpty()) {
            finder().find(text, found);
        }
    }

    private LiteralFinder finder() {
        LiteralFinder known = finder;
        if (known == null) {
            known = worked();
            finder = known;
        }
        return known;
    }

    private synchronized LiteralFinder worked() {
        LiteralFinder known = finder;
        if (known != null) {
            return known;
        }
        return LoneCharacters.areAll(words) ? new LoneCharacters(words) : new AhoCorasick(words);
    }

    private static void mark(long[] found, int id) {
        found[id >> 6] |= 1L << id;
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
            return new LiteralIndex(Map.copyOf(ids), ids.size());
        }
    }
}
