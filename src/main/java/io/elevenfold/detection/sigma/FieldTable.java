package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Numbers the fields that a set of rules asks for, so that an event is read without hashing names, and collects the
 * literals that the rules look for in each. When all rules are compiled, {@link #index()} is what events are read with.
 */
public final class FieldTable {

    /** How many events in 100,000 have a field, a literal of so many characters: estimates, to choose by. */
    private static final int PRESENCE = 40_000;

    private static final int WHOLE = 100;
    private static final int COMMON = 12_000;
    private static final int[] BY_LENGTH = {COMMON, COMMON, 4_000, 1_200, 200, 200, 100, 100, 50, 50, 10};

    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<LiteralIndex.Builder> literals = new ArrayList<>();

    /** The number of a field; the same name gives the same number. */
    int slot(String name) {
        return slots.computeIfAbsent(name, unseen -> {
            names.add(unseen);
            literals.add(new LiteralIndex.Builder());
            return names.size() - 1;
        });
    }

    /** The text stands in the field. */
    LiteralMask part(int slot, String text) {
        return LiteralMask.of(IntStream.of(literals.get(slot).part(text)), commonness(text));
    }

    /** One of the texts stands in the field, both in loose folding. */
    LiteralMask hints(int slot, Collection<String> texts) {
        return LiteralMask.of(texts.stream().mapToInt(text -> literals.get(slot).hint(text)), commonness(texts));
    }

    /** The field is the text. */
    LiteralMask whole(int slot, String text) {
        return LiteralMask.of(IntStream.of(literals.get(slot).whole(text)), WHOLE);
    }

    /** The field has a value. */
    LiteralMask presence(int slot) {
        return LiteralMask.of(IntStream.of(literals.get(slot).presence()), PRESENCE);
    }

    /** How many events in 100,000 have one of the texts, as far as their length tells. */
    static int commonness(Collection<String> texts) {
        return texts.stream().mapToInt(FieldTable::commonness).sum();
    }

    private static int commonness(String text) {
        if (Literals.isCommon(text)) {
            return COMMON;
        }
        boolean isAscii = text.chars().allMatch(c -> c <= 0x7f || Literals.isMark((char) c));
        return BY_LENGTH[isAscii ? Math.min(text.length(), BY_LENGTH.length - 1) : BY_LENGTH.length - 1];
    }

    /** To be called when all rules are compiled. */
    public FieldIndex index() {
        return new FieldIndex(
                names, literals.stream().map(LiteralIndex.Builder::build).toList());
    }
}
