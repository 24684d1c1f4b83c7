package io.elevenfold.detection.shell;

/**
 * A piece of a script.
 *
 * @param text a word without its quotes, an operator, or the body of a here-document
 * @param quoted whether any part of a word stood in quotes; such a word is never a keyword
 */
record Token(Kind kind, String text, boolean quoted) {

    enum Kind {
        WORD,
        /** What ends a simple command: {@code ; & && || | ( )} or a line's end. */
        OPERATOR,
        /** A redirection; its target is the next word. */
        REDIRECTION,
        /** What a here-document feeds to the command before it. */
        HERE_DOCUMENT
    }

    static Token operator(String text) {
        return new Token(Kind.OPERATOR, text, false);
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
