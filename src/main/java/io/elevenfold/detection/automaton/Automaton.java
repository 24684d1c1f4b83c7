package io.elevenfold.detection.automaton;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an expression is found in a text. States are worked out when a text first leads to them and kept, so
 * that a character costs a step in a table. May be asked by several threads at once.
 *
 * <p>Most characters of most texts neither begin a match nor go on with one. A row of them is passed without following a
 * state from one to the next.
 *
 * <p>Hostile texts lead to ever new states: a state then costs as much as a step of RE2, there are never more than a few
 * hundred, and an expression that forgets its states too often is left to RE2.
 */
public final class Automaton {

    private static final int MOST_STATES = 250;
    private static final int MOST_RENEWALS = 20;
    private static final int ASCII = 128;

    /** Letters that RE2 takes for s and k where case does not count; surrogates are half a character. */
    private static final char LONG_S = '\u017f';

    private static final char KELVIN = '\u212a';

    /** What stood before a place. */
    private enum Before {
        TEXT_BEGIN,
        NEW_LINE,
        WORD,
        OTHER
    }

    /** What the automaton can say. */
    public enum Answer {
        FOUND,
        NOT_FOUND,
        UNKNOWN
    }

    /** What stands before the character after this one, as an ordinal. */
    private static final byte[] BEFORE_NEXT = new byte[ASCII];

    static {
        for (int c = 0; c < ASCII; c++) {
            BEFORE_NEXT[c] = (byte) before(c).ordinal();
        }
    }

    private final Program program;
    private final int begin;
    private final int[] classes = new int[ASCII + 1];
    private final int[] representatives;
    private final boolean isAnchored;
    private final State found = new State(new int[0], Before.OTHER, null, 0);
    /** From here nothing can be found. */
    private final State lost = new State(new int[0], Before.OTHER, null, 0);

    private final Map<Key, State> states = new HashMap<>();
    /** By what stands before: nothing of a match is seen yet. */
    private volatile State[] idle;
    /** The same by a character of ASCII: one of these leads to another. Only ever becomes true. */
    private final boolean[][] dull = new boolean[Before.values().length][ASCII];

    private int renewals;
    private volatile boolean isGivenUp;

    private Automaton(Program program, int begin) {
        this.program = program;
        this.begin = begin;
        this.representatives = partition(program, classes);
        this.isAnchored = program.at(begin).kind() == Program.Kind.LOOK
                && program.at(begin).look() == Program.Look.TEXT_BEGIN;
        this.idle = renew();
    }

    /** The automaton of an expression of RE2; null when it is one that only RE2 understands. */
    public static @Nullable Automaton of(String expression) {
        try {
            Program program = new Program();
            int begin = ExpressionParser.parse(expression).write(program, program.match());
            return new Automaton(program, begin);
        } catch (ExpressionParser.Unknown | Program.TooLarge e) {
            return null;
        }
    }

    /** @param length how many characters of the text count */
    public Answer find(String text, int length) {
        if (isGivenUp) {
            return Answer.UNKNOWN;
        }
        State[] waiting = idle;
        State state = waiting[Before.TEXT_BEGIN.ordinal()];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean[] passed = state.dull;
            if (passed != null && c < ASCII && passed[c]) {
                i = firstNotDull(text, i, length);
                state = waiting[BEFORE_NEXT[text.charAt(i - 1)]];
                if (i == length) {
                    break;
                }
                c = text.charAt(i);
            }
            int symbol;
            if (c < ASCII) {
                symbol = classes[c];
            } else if (Character.isSurrogate(c) || c == LONG_S || c == KELVIN) {
                return Answer.UNKNOWN;
            } else {
                symbol = classes[ASCII];
            }
            State next = state.next[symbol];
            if (next == state) {
                continue;
            }
            if (next == null) {
                next = next(state, symbol);
            }
            if (next == found) {
                return Answer.FOUND;
            }
            if (next == lost) {
                return Answer.NOT_FOUND;
            }
            state = next;
        }
        int end = representatives.length;
        State last = state.next[end];
        if (last == null) {
            last = next(state, end);
        }
        return last == found ? Answer.FOUND : Answer.NOT_FOUND;
    }

    /** @param from a character of ASCII that is dull */
    private int firstNotDull(String text, int from, int length) {
        boolean[] passed = dull[BEFORE_NEXT[text.charAt(from)]];
        for (int i = from + 1; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !passed[c]) {
                return i;
            }
            passed = dull[BEFORE_NEXT[c]];
        }
        return length;
    }

    /**
     * Places in the program where the next character is awaited.
     *
     * @param places before looking around and forking
     * @param dull of {@link Automaton#dull}; null unless idle
     * @param next by class of character; the last is the text's end. Filled by {@link Automaton#next}, null until then
     */
    private record State(int[] places, Before before, boolean @Nullable [] dull, @Nullable State[] next) {

        State(int[] places, Before before, boolean @Nullable [] dull, int symbols) {
            this(places, before, dull, new @Nullable State[symbols]);
        }
    }

    private record Key(int hash, int[] places, Before before) {

        Key(int[] places, Before before) {
            this(31 * Arrays.hashCode(places) + before.ordinal(), places, before);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && before == key.before && Arrays.equals(places, key.places);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private synchronized State next(State state, int symbol) {
        State next = step(state, symbol);
        state.next[symbol] = next;
        boolean[] passed = state.dull;
        if (passed != null && next.dull != null) {
            for (int c = 0; c < ASCII; c++) {
                passed[c] |= classes[c] == symbol;
            }
        }
        return next;
    }

    private State step(State state, int symbol) {
        boolean isEnd = symbol == representatives.length;
        int c = isEnd ? -1 : representatives[symbol];
        boolean[] visited = new boolean[program.size()];
        boolean[] reached = new boolean[program.size()];
        reached[begin] = !isAnchored;
        int count = isAnchored ? 0 : 1;
        int[] stack = new int[2 * program.size() + state.places.length];
        int top = 0;
        for (int place : state.places) {
            stack[top++] = place;
        }
        while (top > 0) {
            int place = stack[--top];
            if (visited[place]) {
                continue;
            }
            visited[place] = true;
            Program.Instruction instruction = program.at(place);
            switch (instruction.kind()) {
                case MATCH -> {
                    return found;
                }
                case FORK -> {
                    stack[top++] = instruction.other();
                    stack[top++] = instruction.next();
                }
                case LOOK -> {
                    if (holds(instruction.look(), state.before, c)) {
                        stack[top++] = instruction.next();
                    }
                }
                case CHARACTER -> {
                    boolean takes = !isEnd
                            && (c == ASCII
                                    ? instruction.characters().others()
                                    : instruction.characters().has(c));
                    if (takes && !reached[instruction.next()]) {
                        reached[instruction.next()] = true;
                        count++;
                    }
                }
            }
        }
        if (isEnd || count == 0) {
            return lost;
        }
        int[] places = new int[count];
        for (int i = 0, j = 0; i < reached.length; i++) {
            if (reached[i]) {
                places[j++] = i;
            }
        }
        return state(places, before(c));
    }

    private State state(int[] places, Before before) {
        if (states.size() >= MOST_STATES) {
            idle = renew();
        }
        return states.computeIfAbsent(
                new Key(places, before), key -> new State(places, before, null, representatives.length + 1));
    }

    /** Forgets all states; those that a thread is in go on leading to new ones. */
    private State[] renew() {
        states.clear();
        isGivenUp = ++renewals > MOST_RENEWALS;
        int[] places = {begin};
        return Arrays.stream(Before.values())
                .map(before -> states.computeIfAbsent(
                        new Key(places, before),
                        key -> new State(
                                places,
                                before,
                                isAnchored ? null : dull[before.ordinal()],
                                representatives.length + 1)))
                .toArray(State[]::new);
    }

    private static Before before(int c) {
        return c == '\n' ? Before.NEW_LINE : c < ASCII && Characters.WORD.has(c) ? Before.WORD : Before.OTHER;
    }

    /** @param c the character after the place; negative at the end */
    private static boolean holds(Program.Look look, Before before, int c) {
        boolean wordFollows = c >= 0 && c < ASCII && Characters.WORD.has(c);
        return switch (look) {
            case TEXT_BEGIN -> before == Before.TEXT_BEGIN;
            case TEXT_END -> c < 0;
            case LINE_BEGIN -> before == Before.TEXT_BEGIN || before == Before.NEW_LINE;
            case LINE_END -> c < 0 || c == '\n';
            case WORD_EDGE -> (before == Before.WORD) != wordFollows;
            case NO_WORD_EDGE -> (before == Before.WORD) == wordFollows;
        };
    }

    /** Puts characters into one class that no instruction tells apart, and gives one character of each. */
    private static int[] partition(Program program, int[] classes) {
        Map<String, Integer> known = new HashMap<>();
        int[] representatives = new int[ASCII + 1];
        Characters[] sets = new Characters[program.size()];
        int count = 0;
        for (int i = 0; i < program.size(); i++) {
            if (program.at(i).kind() == Program.Kind.CHARACTER) {
                sets[count++] = program.at(i).characters();
            }
        }
        Characters[] distinct = Arrays.stream(sets, 0, count).distinct().toArray(Characters[]::new);
        for (int c = 0; c <= ASCII; c++) {
            StringBuilder signature = new StringBuilder().append(before(c).ordinal());
            for (Characters set : distinct) {
                signature.append(c == ASCII ? set.others() : set.has(c)).append(',');
            }
            int next = known.size();
            int symbol = known.computeIfAbsent(signature.toString(), unseen -> next);
            representatives[symbol] = c;
            classes[c] = symbol;
        }
        return Arrays.copyOf(representatives, known.size());
    }
}
