package io.elevenfold.platform.secret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Many literals in one pass, without regard to ASCII case (Aho and Corasick, 1975). Every state has its full row of
 * successors, so that a character of ordinary text costs two array reads; the library's tries of hash maps cost more
 * than the whole budget of a scan.
 */
final class LiteralAutomaton {

    private static final int[] NOTHING = {};

    private final short[] classes = new short[128];
    private final int width;
    private final int[] next;
    private final int[][] endingAt;

    /** @param literals ASCII, not empty; their index is what {@link #endingAt} answers */
    LiteralAutomaton(List<String> literals) {
        width = numberCharacters(literals);
        List<int[]> rows = new ArrayList<>();
        List<List<Integer>> outputs = new ArrayList<>();
        newState(rows, outputs);
        for (int literal = 0; literal < literals.size(); literal++) {
            int state = 0;
            for (char character : literals.get(literal).toCharArray()) {
                int column = classes[character];
                if (rows.get(state)[column] < 0) {
                    rows.get(state)[column] = rows.size();
                    newState(rows, outputs);
                }
                state = rows.get(state)[column];
            }
            outputs.get(state).add(literal);
        }
        completeRows(rows, outputs);
        next = new int[rows.size() * width];
        endingAt = new int[rows.size()][];
        for (int state = 0; state < rows.size(); state++) {
            for (int column = 0; column < width; column++) {
                int target = rows.get(state)[column];
                next[state * width + column] = outputs.get(target).isEmpty() ? target * width : ~(target * width);
            }
            endingAt[state] = outputs.get(state).isEmpty()
                    ? NOTHING
                    : outputs.get(state).stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** The state behind one more character; zero is the start. It is negative when literals end there. */
    int next(int state, char character) {
        return next[(state < 0 ? ~state : state) + (character < 128 ? classes[character] : 0)];
    }

    /** The literals that end at a negative state, longest first. */
    int[] endingAt(int state) {
        return endingAt[~state / width];
    }

    private int numberCharacters(List<String> literals) {
        short count = 1;
        for (String literal : literals) {
            for (char character : literal.toCharArray()) {
                char lower = Character.toLowerCase(character);
                if (classes[lower] == 0) {
                    classes[lower] = count;
                    classes[Character.toUpperCase(character)] = count;
                    count++;
                }
            }
        }
        return count;
    }

    private void newState(List<int[]> rows, List<List<Integer>> outputs) {
        int[] row = new int[width];
        Arrays.fill(row, -1);
        rows.add(row);
        outputs.add(new ArrayList<>());
    }

    private void completeRows(List<int[]> rows, List<List<Integer>> outputs) {
        int[] fallback = new int[rows.size()];
        Queue<Integer> breadthFirst = new ArrayDeque<>();
        int[] start = rows.get(0);
        for (int column = 0; column < width; column++) {
            if (start[column] < 0) {
                start[column] = 0;
            } else {
                breadthFirst.add(start[column]);
            }
        }
        for (Integer state = breadthFirst.poll(); state != null; state = breadthFirst.poll()) {
            int[] row = rows.get(state);
            int[] behind = rows.get(fallback[state]);
            outputs.get(state).addAll(outputs.get(fallback[state]));
            for (int column = 0; column < width; column++) {
                if (row[column] < 0) {
                    row[column] = behind[column];
                } else {
                    fallback[row[column]] = behind[column];
                    breadthFirst.add(row[column]);
                }
            }
        }
    }
}
