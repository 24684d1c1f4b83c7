package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event while it is judged: each field is read, and made lower case, at most once. Not for two threads. */
public final class Reading {

    /** Of a field that is missing or null; other fields without texts have another empty array. */
    private static final String[] NOTHING = {};

    private static final long[] NO_LITERALS = {};

    private final EventView event;
    private final FieldIndex index;
    private final String[] @Nullable [] texts;
    private final long[] @Nullable [] literals;
    /** Seldom asked for. */
    private String @Nullable [] @Nullable [] folded;

    private String @Nullable [] everything;
    private String @Nullable [] everythingFolded;

    /** @param index the fields that the rules were compiled with */
    public Reading(EventView event, FieldIndex index) {
        this.event = event;
        this.index = index;
        int slots = index.names().size();
        this.texts = new String[slots][];
        this.literals = new long[slots][];
    }

    EventView event() {
        return event;
    }

    /** Whether the field is missing or null. */
    boolean lacks(int slot) {
        return texts(slot) == NOTHING;
    }

    /** The field's texts as they came; empty when it has none. */
    String[] texts(int slot) {
        String[] known = texts[slot];
        if (known == null) {
            known = textsOf(event.value(slot));
            texts[slot] = known;
        }
        return known;
    }

    /** The field's texts in lower case. */
    String[] folded(int slot) {
        if (folded == null) {
            folded = new String[texts.length][];
        }
        String[] known = folded[slot];
        if (known == null) {
            known = fold(texts(slot));
            folded[slot] = known;
        }
        return known;
    }

    /** A bit for each literal of {@link FieldTable} that is found in the field, case aside; none when it is missing. */
    long[] literals(int slot) {
        long[] known = literals[slot];
        if (known == null) {
            known = find(slot);
            literals[slot] = known;
        }
        return known;
    }

    private long[] find(int slot) {
        if (lacks(slot)) {
            return NO_LITERALS;
        }
        LiteralIndex searched = index.literals().get(slot);
        long[] found = new long[searched.longs()];
        searched.findPresence(found);
        String[] texts = texts(slot);
        for (String text : texts) {
            searched.find(text, found);
        }
        return found;
    }

    /** All texts of the event. */
    String[] everything() {
        String[] known = everything;
        if (known == null) {
            known = textsOf(event.values());
            everything = known;
        }
        return known;
    }

    /** All texts of the event in lower case. */
    String[] everythingFolded() {
        String[] known = everythingFolded;
        if (known == null) {
            known = fold(everything());
            everythingFolded = known;
        }
        return known;
    }

    private static String[] fold(String[] texts) {
        if (texts.length == 0) {
            return texts;
        }
        String[] folded = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            folded[i] = Folding.lower(texts[i]);
        }
        return folded;
    }

    private static String[] textsOf(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof Collection || value instanceof Map) {
            List<String> texts = new ArrayList<>();
            Leaves.forEach(value, leaf -> texts.add(leaf.toString()));
            return texts.toArray(String[]::new);
        }
        return new String[] {value.toString()};
    }
}
