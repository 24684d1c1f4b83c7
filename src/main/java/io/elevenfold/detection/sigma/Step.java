package io.elevenfold.detection.sigma;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a rule, and its answer for one event.
 *
 * @param kind {@code all}, {@code any}, {@code not}, {@code field}, {@code value}, {@code keywords}; others may add
 *     their own
 * @param selection the search identifier that the question belongs to; null above the selections
 * @param field whom it is asked of; null where no field is asked
 * @param asked what is asked, in Sigma's words: {@code contains curl}
 * @param holds null when one event cannot decide it
 * @param seen what the field holds, bounded in number and length; empty when the event lacks it
 * @param line where it is written; null when nobody wrote it
 */
public record Step(
        String kind,
        @Nullable String selection,
        @Nullable String field,
        String asked,
        @Nullable Boolean holds,
        List<Piece> seen,
        @Nullable Integer line,
        List<Step> parts) {

    public Step {
        seen = List.copyOf(seen);
        parts = List.copyOf(parts);
    }

    /** A question without parts that is asked of a field. */
    public static Step of(String field, String asked, boolean holds, @Nullable String seen) {
        return new Step(
                "field",
                null,
                field,
                asked,
                holds,
                seen == null ? List.of() : List.of(Piece.of(seen)),
                null,
                List.of());
    }

    /** Parts of which all have to hold; what cannot be decided leaves the whole undecided. */
    public static Step all(String asked, List<Step> parts) {
        boolean fails = parts.stream().anyMatch(part -> Boolean.FALSE.equals(part.holds()));
        boolean open = parts.stream().anyMatch(part -> part.holds() == null);
        return new Step("all", null, null, asked, fails ? Boolean.FALSE : open ? null : true, List.of(), null, parts);
    }

    /**
     * A value around the place that was found in it.
     *
     * @param matched empty when nothing in it was found
     */
    public record Piece(String before, String matched, String after) {

        private static final int BEFORE = 80;
        private static final int LENGTH = 300;

        /** The beginning of a value in which nothing was found. */
        public static Piece of(String text) {
            return around(text, 0, 0);
        }

        static Piece around(String text, int from, int to) {
            int start = Math.max(0, from - BEFORE);
            int end = Math.min(text.length(), start + LENGTH);
            int last = Math.min(to, end);
            return new Piece(
                    (start > 0 ? "…" : "") + text.substring(start, from),
                    text.substring(from, last),
                    text.substring(last, end) + (end < text.length() ? "…" : ""));
        }
    }
}
