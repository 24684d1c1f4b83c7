package io.elevenfold.detection.sigma;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds where any of many words stands in a text: one step in a table for each character, whatever the text (Aho and
 * Corasick, 1975). A step has to wait for the one before it, so that a long text is read at four places at once.
 */
final class AhoCorasick implements LiteralFinder {

    private static final int MOST_CELLS = 3_000_000;
    private static final int MOST_STATES = Character.MAX_VALUE;
    private static final int[] LONGEST = {12, 10, 8, 6, 5, 4, 3};
    private static final int LANES = 4;
    private static final int WORTH_LANES = 96;
    private static final int BUFFER = 8_192;
    private static final ThreadLocal<char[]> BUFFERS = ThreadLocal.withInitial(() -> new char[BUFFER]);

    /** What an entry has: see {@link #entries}. */
    private static final int ID = 0;

    private static final int LENGTH = 1;
    private static final int FIRST = 2;
    private static final int LAST = 3;
    private static final int LOOK = 4;
    private static final int ENTRY = 5;
    private static final int NO_LOOK = -1;

    private final List<Word> words;
    private final byte[] classes = new byte[Character.MAX_VALUE + 1];
    private final int rowBits;
    private final int longest;
    /** A row for each state, a cell for each class: small, since a step waits for the memory more than for anything else. */
    private final char[] next;

    /** By state, from {@link #firstEnding} on: where its entries begin; the last is where they end. */
    private final int[] endings;

    /**
     * Of each word that ends: its id, how much of it has been seen, its marks, and which word to look at again, or {@link
     * #NO_LOOK}. All in one place, so that a report waits for the memory once.
     */
    private final int[] entries;

    private final int firstEnding;

    AhoCorasick(List<Word> words) {
        this.words = words;
        List<String> texts = words.stream().map(Word::loose).toList();
        this.rowBits = classify(texts);
        int most = 0;
        while (states(texts, LONGEST[most]) > Math.min(MOST_STATES, MOST_CELLS >> rowBits)
                && most < LONGEST.length - 1) {
            most++;
        }
        this.longest = LONGEST[most];
        Trie trie = new Trie(texts);
        trie.link();
        int[] order = trie.order();
        this.firstEnding = trie.plainStates();
        this.next = new char[trie.size << rowBits];
        List<List<Integer>> ending = new ArrayList<>(Collections.nCopies(trie.size - firstEnding, List.of()));
        for (int state = 0; state < trie.size; state++) {
            int row = order[state] << rowBits;
            for (int c = 0; c < 1 << rowBits; c++) {
                next[row + c] = (char) order[trie.next[(state << rowBits) + c]];
            }
            if (order[state] >= firstEnding) {
                ending.set(order[state] - firstEnding, trie.endings.get(state));
            }
        }
        this.endings = new int[ending.size() + 1];
        this.entries = new int[ENTRY * ending.stream().mapToInt(List::size).sum()];
        int entry = 0;
        for (int i = 0; i < ending.size(); i++) {
            endings[i] = entry;
            for (int word : ending.get(i)) {
                write(entry, word, texts.get(word));
                entry += ENTRY;
            }
        }
        endings[ending.size()] = entry;
    }

    private void write(int entry, int index, String text) {
        Word word = words.get(index);
        boolean isSeenWhole =
                word.isLoose() && text.length() <= longest && text.chars().noneMatch(c -> classes[c] == Byte.MAX_VALUE);
        entries[entry + ID] = word.id();
        entries[entry + LENGTH] = Math.min(text.length(), longest);
        entries[entry + FIRST] = word.first();
        entries[entry + LAST] = isSeenWhole ? word.last() : Word.NO_MARK;
        entries[entry + LOOK] = isSeenWhole ? NO_LOOK : index;
    }

    @Override
    public void find(String text, long[] found) {
        int length = text.length();
        int lane = length / LANES;
        if (length < WORTH_LANES || lane <= longest) {
            read(text, 0, length, 0, found);
            return;
        }
        int first = 0;
        int second = prepared(text, lane);
        int third = prepared(text, 2 * lane);
        int fourth = prepared(text, 3 * lane);
        char[] characters = length <= BUFFER ? BUFFERS.get() : new char[length];
        text.getChars(0, length, characters, 0);
        for (int i = 0; i < lane; i++) {
            first = next[(first << rowBits) + classes[characters[i]]];
            second = next[(second << rowBits) + classes[characters[lane + i]]];
            third = next[(third << rowBits) + classes[characters[2 * lane + i]]];
            fourth = next[(fourth << rowBits) + classes[characters[3 * lane + i]]];
            if (Math.max(Math.max(first, second), Math.max(third, fourth)) >= firstEnding) {
                report(first, text, i, found);
                report(second, text, lane + i, found);
                report(third, text, 2 * lane + i, found);
                report(fourth, text, 3 * lane + i, found);
            }
        }
        read(text, LANES * lane, length, fourth, found);
    }

    private void read(String text, int from, int to, int begin, long[] found) {
        int state = begin;
        for (int i = from; i < to; i++) {
            state = next[(state << rowBits) + classes[text.charAt(i)]];
            if (state >= firstEnding) {
                report(state, text, i, found);
            }
        }
    }

    /** The state in which a reader arrives at a place; words that end before it are for the reader before. */
    private int prepared(String text, int at) {
        int state = 0;
        for (int i = at - longest; i < at; i++) {
            state = next[(state << rowBits) + classes[text.charAt(i)]];
        }
        return state;
    }

    private void report(int state, String text, int last, long[] found) {
        if (state < firstEnding) {
            return;
        }
        int end = endings[state - firstEnding + 1];
        for (int entry = endings[state - firstEnding]; entry < end; entry += ENTRY) {
            int id = entries[entry + ID];
            int from = last + 1 - entries[entry + LENGTH];
            boolean isNew = (found[id >> 6] & 1L << id) == 0;
            if (isNew
                    && Word.isAsMarked((char) entries[entry + FIRST], text, from)
                    && Word.isAsMarked((char) entries[entry + LAST], text, last + 1)
                    && (entries[entry + LOOK] == NO_LOOK
                            || words.get(entries[entry + LOOK]).standsAt(text, from))) {
                found[id >> 6] |= 1L << id;
            }
        }
    }

    /**
     * Gives every character that a word has a class of its own, in all its spellings; class 0 is in no word. The classes
     * that words have most lie side by side.
     *
     * @return how many bits the number of a class takes
     */
    private int classify(List<String> words) {
        Map<Character, Integer> uses = new TreeMap<>();
        words.forEach(word -> word.chars().forEach(c -> uses.merge((char) c, 1, Integer::sum)));
        List<Character> mostUsedFirst = new ArrayList<>(uses.keySet());
        mostUsedFirst.sort(Comparator.comparing(uses::get, Comparator.reverseOrder()));
        byte[] byFolded = new byte[Character.MAX_VALUE + 1];
        int count = 0;
        for (char c : mostUsedFirst) {
            // When there are more, the rest share a class: what is found is looked at again.
            count = Math.min(count + 1, Byte.MAX_VALUE);
            byFolded[c] = (byte) count;
        }
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            classes[c] = byFolded[Folding.loose((char) c)];
        }
        return Integer.SIZE - Integer.numberOfLeadingZeros(count);
    }

    private static long states(List<String> words, int most) {
        return words.stream()
                .map(word -> word.substring(0, Math.min(most, word.length())))
                .distinct()
                .mapToLong(String::length)
                .sum();
    }

    private final class Trie {

        private int[] next = new int[64 << rowBits];
        private final List<List<Integer>> endings = new ArrayList<>();
        /** Those that are near the beginning first: they are met most. */
        private final List<Integer> order = new ArrayList<>();

        private int size;

        Trie(List<String> words) {
            grow();
            for (int word = 0; word < words.size(); word++) {
                int state = 0;
                for (int i = 0; i < Math.min(longest, words.get(word).length()); i++) {
                    int cell = (state << rowBits) + classes[words.get(word).charAt(i)];
                    state = next[cell];
                    if (state == 0) {
                        state = grow();
                        next[cell] = state;
                    }
                }
                endings.get(state).add(word);
            }
        }

        private int grow() {
            if ((size + 1) << rowBits > next.length) {
                next = Arrays.copyOf(next, 2 * next.length);
            }
            endings.add(new ArrayList<>(1));
            return size++;
        }

        /** Fills every cell: where no word goes on, the longest ending that begins another one does. */
        void link() {
            int[] fallback = new int[size];
            Deque<Integer> open = new ArrayDeque<>();
            order.add(0);
            for (int c = 0; c < 1 << rowBits; c++) {
                if (next[c] != 0) {
                    open.add(next[c]);
                }
            }
            while (!open.isEmpty()) {
                int state = open.remove();
                order.add(state);
                endings.get(state).addAll(endings.get(fallback[state]));
                for (int c = 0; c < 1 << rowBits; c++) {
                    int cell = (state << rowBits) + c;
                    int other = next[(fallback[state] << rowBits) + c];
                    if (next[cell] == 0) {
                        next[cell] = other;
                    } else {
                        fallback[next[cell]] = other;
                        open.add(next[cell]);
                    }
                }
            }
        }

        int plainStates() {
            return (int) endings.stream().filter(List::isEmpty).count();
        }

        /** The new number of each state: those that end a word last. */
        int[] order() {
            int[] numbers = new int[size];
            int plain = 0;
            int ending = plainStates();
            for (int state : order) {
                numbers[state] = endings.get(state).isEmpty() ? plain++ : ending++;
            }
            return numbers;
        }
    }
}
