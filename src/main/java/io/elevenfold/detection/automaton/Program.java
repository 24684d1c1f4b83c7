package io.elevenfold.detection.automaton;

import java.util.Arrays;

/** An expression as instructions, after Thompson: each consumes a character, forks, or looks at its surroundings. */
final class Program {

    /** More than this is left to RE2. */
    private static final int MOST = 2_000;

    enum Kind {
        CHARACTER,
        FORK,
        LOOK,
        MATCH
    }

    /** What stands around a place between two characters. */
    enum Look {
        TEXT_BEGIN,
        TEXT_END,
        LINE_BEGIN,
        LINE_END,
        WORD_EDGE,
        NO_WORD_EDGE
    }

    /** A part of an expression, which can be written more than once. */
    interface Part {

        /**
         * @param next where it goes on
         * @return where the part begins
         */
        int write(Program program, int next);
    }

    private Instruction[] instructions = new Instruction[64];
    private int size;

    /** Of the parts only those count that the kind asks for. */
    record Instruction(Kind kind, Characters characters, Look look, int next, int other) {}

    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    int character(Characters characters, int next) {
        return add(new Instruction(Kind.CHARACTER, characters, Look.TEXT_BEGIN, next, next));
    }

    int look(Look look, int next) {
        return add(new Instruction(Kind.LOOK, Characters.NONE, look, next, next));
    }

    int match() {
        return add(new Instruction(Kind.MATCH, Characters.NONE, Look.TEXT_BEGIN, 0, 0));
    }

    int fork(int one, int other) {
        return add(new Instruction(Kind.FORK, Characters.NONE, Look.TEXT_BEGIN, one, other));
    }

    /** A fork whose first way comes back to it. */
    int loop(Part body, int next, boolean atLeastOnce) {
        int fork = fork(next, next);
        int begin = body.write(this, fork);
        instructions[fork] = new Instruction(Kind.FORK, Characters.NONE, Look.TEXT_BEGIN, begin, next);
        return atLeastOnce ? begin : fork;
    }

    Instruction at(int place) {
        return instructions[place];
    }

    int size() {
        return size;
    }

    private int add(Instruction instruction) {
        if (size == MOST) {
            throw new TooLarge();
        }
        if (size == instructions.length) {
            instructions = Arrays.copyOf(instructions, 2 * size);
        }
        instructions[size] = instruction;
        return size++;
    }
}
