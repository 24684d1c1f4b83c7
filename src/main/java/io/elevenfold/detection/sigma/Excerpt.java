package io.elevenfold.detection.sigma;

/** A short piece of a long text, for people. */
final class Excerpt {

    private static final int BEFORE = 80;
    private static final int LENGTH = 300;

    private Excerpt() {}

    /** At most {@value #LENGTH} characters and two ellipses, so that the place is inside. */
    static String around(String text, int place) {
        if (text.length() <= LENGTH) {
            return text;
        }
        int from = Math.max(0, Math.min(place, text.length()) - BEFORE);
        int to = Math.min(text.length(), from + LENGTH);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }
}
