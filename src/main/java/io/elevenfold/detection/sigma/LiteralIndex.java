package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one pass over a text which of many literals it contains. Each literal is filed under one of its runs of four
 * (or two) characters, the one that fewest others share; where such a run appears in the text, the literals filed there
 * are compared. So a hundred rules that look for words in a command cost little more than one.
 */
public final class LiteralIndex {

    private static final int LONG = 4;
    private static final int SHORT = 2;

    private final Entry[] @Nullable [] longBuckets;
    private final Entry[] @Nullable [] shortBuckets;
    private final int longShift;
    private final int shortShift;
    private final List<Entry> single;
    private final int words;

    private LiteralIndex(Builder builder) {
        this.words = (builder.ids.size() + 63) / 64;
        this.single = new ArrayList<>();
        List<Entry> longs = new ArrayList<>();
        List<Entry> shorts = new ArrayList<>();
        builder.ids.forEach((literal, id) -> {
            List<Entry> group = literal.length() >= LONG ? longs : literal.length() >= SHORT ? shorts : single;
            group.add(new Entry(literal, 0, 0, id));
        });
        int longBits = bitsFor(longs.size());
        int shortBits = bitsFor(shorts.size());
        this.longShift = 64 - longBits;
        this.shortShift = 64 - shortBits;
        this.longBuckets = file(longs, LONG, longBits);
        this.shortBuckets = file(shorts, SHORT, shortBits);
    }

    /** Sets a bit for each literal that the text contains. */
    void find(String text, long[] found) {
        long window = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            window = window << 16 | c;
            Entry[] candidates = longBuckets[slot(window, longShift)];
            if (candidates != null) {
                compare(candidates, window, text, i - LONG + 1, found);
            }
            long end = window & 0xffffffffL;
            candidates = shortBuckets[slot(end, shortShift)];
            if (candidates != null) {
                compare(candidates, end, text, i - SHORT + 1, found);
            }
        }
        for (Entry entry : single) {
            if (text.contains(entry.literal)) {
                entry.mark(found);
            }
        }
    }

    /** How many longs the bits take. */
    int words() {
        return words;
    }

    private static void compare(Entry[] candidates, long window, String text, int at, long[] found) {
        for (Entry entry : candidates) {
            if (entry.run == window && !entry.isMarked(found) && text.startsWith(entry.literal, at - entry.offset)) {
                entry.mark(found);
            }
        }
    }

    private static int bitsFor(int literals) {
        return Math.max(8, 34 - Integer.numberOfLeadingZeros(Math.max(1, literals)));
    }

    private static int slot(long window, int shift) {
        return (int) (window * 0x9E3779B97F4A7C15L >>> shift);
    }

    private static Entry[] @Nullable [] file(List<Entry> entries, int run, int bits) {
        Entry[][] buckets = new Entry[1 << bits][];
        for (Entry entry : entries) {
            int best = 0;
            int bestSlot = -1;
            long bestRun = 0;
            for (int offset = 0; offset + run <= entry.literal.length(); offset++) {
                long window = 0;
                for (int i = 0; i < run; i++) {
                    window = window << 16 | entry.literal.charAt(offset + i);
                }
                int slot = slot(window, 64 - bits);
                if (bestSlot < 0 || size(buckets[slot]) < size(buckets[bestSlot])) {
                    best = offset;
                    bestSlot = slot;
                    bestRun = window;
                }
            }
            Entry[] old = buckets[bestSlot];
            Entry[] longer = old == null ? new Entry[1] : Arrays.copyOf(old, old.length + 1);
            longer[longer.length - 1] = new Entry(entry.literal, best, bestRun, entry.id);
            buckets[bestSlot] = longer;
        }
        return buckets;
    }

    private static int size(Entry @Nullable [] bucket) {
        return bucket == null ? 0 : bucket.length;
    }

    /**
     * @param run the characters that it is filed under, from its offset on
     */
    private record Entry(String literal, int offset, long run, int id) {

        void mark(long[] found) {
            found[id >> 6] |= 1L << id;
        }

        boolean isMarked(long[] found) {
            return (found[id >> 6] & 1L << id) != 0;
        }
    }

    /** Collects the literals of all rules for one field. */
    static final class Builder {

        private final Map<String, Integer> ids = new HashMap<>();

        /** The literal's number; the same literal has the same number. */
        int add(String literal) {
            return ids.computeIfAbsent(literal, unseen -> ids.size());
        }

        LiteralIndex build() {
            return new LiteralIndex(this);
        }
    }
}
