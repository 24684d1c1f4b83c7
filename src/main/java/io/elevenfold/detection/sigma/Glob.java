package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A text with wildcards inside. {@code *} splits it into segments; the first and the last may be tied to the ends, the
 * others are searched from left to right, and the leftmost place of each is as good as any. So there is nothing to come
 * back to, and a hostile text costs no more than a harmless one of its length.
 */
final class Glob implements TextMatcher {

    private final Segment[] segments;
    private final boolean tiedToStart;
    private final boolean tiedToEnd;

    private Glob(Segment[] segments, boolean tiedToStart, boolean tiedToEnd) {
        this.segments = segments;
        this.tiedToStart = tiedToStart;
        this.tiedToEnd = tiedToEnd;
    }

    static Glob of(int[] symbols, boolean cased) {
        List<Segment> segments = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= symbols.length; i++) {
            if (i == symbols.length || symbols[i] == SigmaText.MANY) {
                if (i > begin) {
                    segments.add(Segment.of(Arrays.copyOfRange(symbols, begin, i), cased));
                }
                begin = i + 1;
            }
        }
        return new Glob(
                segments.toArray(Segment[]::new),
                symbols[0] != SigmaText.MANY,
                symbols[symbols.length - 1] != SigmaText.MANY);
    }

    @Override
    public int find(String text) {
        int first = 0;
        int last = segments.length;
        int position = 0;
        int end = text.length();
        int found = -1;
        if (tiedToStart) {
            position = segments[0].endOfMatch(text, 0, end);
            if (position < 0) {
                return -1;
            }
            found = 0;
            first = 1;
            if (tiedToEnd && last == 1) {
                return position == end ? 0 : -1;
            }
        }
        if (tiedToEnd) {
            last--;
            int start = segments[last].startBefore(text, end);
            if (start < position || segments[last].endOfMatch(text, start, end) != end) {
                return -1;
            }
            end = start;
        }
        for (int i = first; i < last; i++) {
            int start = segments[i].find(text, position, end);
            if (start < 0) {
                return -1;
            }
            found = found < 0 ? start : found;
            position = segments[i].endOfMatch(text, start, end);
        }
        return found < 0 ? end : found;
    }

    @Override
    public int cost() {
        return 30;
    }

    @Override
    public String requiredPart() {
        return Arrays.stream(segments)
                .map(Segment::literal)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** What stands between two {@code *}: characters, {@code ?} and dashes. */
    private record Segment(int[] symbols, String literal, int codePoints) {

        static Segment of(int[] symbols, boolean cased) {
            int[] folded = cased ? symbols : fold(symbols);
            boolean plain = Arrays.stream(folded).allMatch(symbol -> symbol >= 0);
            StringBuilder literal = new StringBuilder();
            int codePoints = 0;
            for (int i = 0; i < folded.length; i++) {
                boolean pair = i > 0
                        && folded[i] >= 0
                        && folded[i - 1] >= 0
                        && Character.isSurrogatePair((char) folded[i - 1], (char) folded[i]);
                codePoints += pair ? 0 : 1;
                if (plain) {
                    literal.append((char) folded[i]);
                }
            }
            return new Segment(folded, literal.toString(), codePoints);
        }

        private static int[] fold(int[] symbols) {
            List<Integer> folded = new ArrayList<>();
            StringBuilder run = new StringBuilder();
            for (int symbol : symbols) {
                if (symbol >= 0) {
                    run.append((char) symbol);
                } else {
                    Folding.lower(run.toString()).chars().forEach(folded::add);
                    run.setLength(0);
                    folded.add(symbol);
                }
            }
            Folding.lower(run.toString()).chars().forEach(folded::add);
            return folded.stream().mapToInt(Integer::intValue).toArray();
        }

        int find(String text, int from, int end) {
            if (!literal.isEmpty()) {
                int start = text.indexOf(literal, from);
                return start >= 0 && start + literal.length() <= end ? start : -1;
            }
            for (int start = from; start + codePoints <= end; start++) {
                if (endOfMatch(text, start, end) >= 0) {
                    return start;
                }
            }
            return -1;
        }

        /** Where this segment ends when it begins here; negative when it does not stand here. */
        int endOfMatch(String text, int from, int end) {
            int position = from;
            for (int symbol : symbols) {
                if (position >= end) {
                    return -1;
                }
                char c = text.charAt(position);
                if (symbol == SigmaText.ONE) {
                    boolean pair = Character.isHighSurrogate(c)
                            && position + 1 < end
                            && Character.isLowSurrogate(text.charAt(position + 1));
                    position += pair ? 1 : 0;
                } else if (symbol == SigmaText.DASH ? SigmaText.DASHES.indexOf(c) < 0 : symbol != c) {
                    return -1;
                }
                position++;
            }
            return position;
        }

        /** Where this segment must begin to end there; negative when the text is too short. */
        int startBefore(String text, int end) {
            int position = end;
            for (int i = 0; i < codePoints; i++) {
                position--;
                if (position < 0) {
                    return -1;
                }
                if (position > 0 && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position))) {
                    position--;
                }
            }
            return position;
        }
    }
}
