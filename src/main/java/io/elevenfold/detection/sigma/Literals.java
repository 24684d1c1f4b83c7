package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a part of the expression.
 *
 * @param prefix all texts that a match can begin with; null when there are too many
 * @param suffix all texts that it can end with; null when there are too many
 * @param isWhole whether prefix and suffix are the same and all that the part can match
 * @param required what is known of the inside: of each set every match contains a text
 */
record Literals(
        @Nullable Set<String> prefix, @Nullable Set<String> suffix, boolean isWhole, List<Set<String>> required) {

    private static final int MAX_CONJUNCTS = 3;
    private static final int MAX_SET = 96;
    private static final int MAX_LENGTH = 24;
    private static final int MAX_CLASS = 6;
    private static final int MAX_RANGE = 130;
    private static final int MIN_WEIGHT = 4;
    private static final Set<String> COMMON =
            Set.of(("the and for not you your this that with from when then they have has are was but all any one out"
                            + " into will can file files code name data list read true false null return test"
                            + " a am an as at be by do go he i if in is it me my no of on or so to up us we")
                    .split(" "));

    /** Marks of places, at either end of a text: characters that no text has (private use). A word begins or ends here. */
    static final char EDGE = '\uE000';
    /** The text begins here, or a line. */
    static final char BEGIN = '\uE001';
    /** The text ends here, or a line. */
    static final char END = '\uE002';

    static final Literals EMPTY = exactly(Set.of(""));
    static final Literals ANYTHING = new Literals(null, null, false, List.of());

    static Literals exactly(String text) {
        return exactly(Set.of(text));
    }

    static Literals exactly(Set<String> texts) {
        Set<String> folded = new LinkedHashSet<>();
        texts.forEach(text -> folded.add(Folding.loose(text)));
        return new Literals(folded, folded, true, List.of());
    }

    /** One character of a range; 0 is a class of which nothing is known, a negative end means no range. */
    static Literals anyOf(int from, int to) {
        int last = Math.max(from, to);
        if (from <= 0 || last - from > MAX_RANGE || from <= END && last >= EDGE) {
            return ANYTHING;
        }
        Set<String> texts = new LinkedHashSet<>();
        if (last < Character.MIN_SURROGATE || (from > Character.MAX_SURROGATE && last <= Character.MAX_VALUE)) {
            for (int c = from; c <= last; c++) {
                texts.add(String.valueOf((char) c));
            }
            return exactly(texts);
        }
        for (int c = from; c <= last; c++) {
            texts.add(String.valueOf(Character.highSurrogate(c)));
        }
        boolean isSupplementary = from >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
        return isSupplementary ? new Literals(null, null, false, List.of(texts)) : ANYTHING;
    }

    /** A class of many plain characters says nothing, and would make many texts. */
    boolean isTooCommon() {
        return prefix != null && prefix.size() > MAX_CLASS && prefix.stream().anyMatch(text -> text.charAt(0) <= 0x7f);
    }

    boolean isOneText() {
        return isWhole && prefix != null && prefix.size() == 1;
    }

    /** Everything known, the rarest first. */
    List<Set<String>> known() {
        return rarest(Stream.concat(required.stream(), Stream.of(usable(prefix), usable(suffix))));
    }

    Set<String> best() {
        List<Set<String>> known = known();
        return known.isEmpty() ? Set.of() : known.get(0);
    }

    Literals then(Literals next) {
        Set<String> joined = suffix == null || next.prefix == null ? null : product(suffix, next.prefix);
        if (joined != null && isWhole && next.isWhole) {
            return new Literals(joined, joined, true, List.of());
        }
        if (joined == null) {
            Literals marked = next.after(lastMark());
            return new Literals(
                    prefix, marked.suffix, false, rarest(Stream.concat(known().stream(), marked.known().stream())));
        }
        Stream<Set<String>> both = Stream.concat(known().stream(), next.known().stream());
        return new Literals(
                isWhole ? joined : prefix,
                next.isWhole ? joined : next.suffix,
                false,
                rarest(Stream.concat(Stream.of(usable(joined)), both)));
    }

    /** The mark with which everything ends; empty when there is none. */
    private String lastMark() {
        if (suffix == null || suffix.contains("")) {
            return "";
        }
        Set<String> ends =
                suffix.stream().map(text -> text.substring(text.length() - 1)).collect(Collectors.toSet());
        String end = ends.iterator().next();
        return ends.size() == 1 && isMark(end.charAt(0)) ? end : "";
    }

    private Literals after(String mark) {
        Set<String> marked = prefix == null ? null : product(Set.of(mark), prefix);
        return marked == null ? this : new Literals(marked, isWhole ? marked : suffix, isWhole, required);
    }

    Literals or(Literals other) {
        Set<String> mine = best();
        Set<String> theirs = other.best();
        Set<String> both = mine.isEmpty() || theirs.isEmpty() ? Set.of() : union(mine, theirs);
        Set<String> prefixes = unionOrNull(prefix, other.prefix);
        Set<String> suffixes = unionOrNull(suffix, other.suffix);
        boolean whole = isWhole && other.isWhole && prefixes != null;
        return new Literals(
                prefixes,
                whole ? prefixes : suffixes,
                whole,
                whole || both.isEmpty() || both.size() > MAX_SET ? List.of() : List.of(both));
    }

    Literals optional() {
        return isWhole ? or(EMPTY) : ANYTHING;
    }

    /** The same again and again: begins and ends as one does. */
    Literals atLeastOnce() {
        return new Literals(prefix, suffix, false, known());
    }

    private static Set<String> usable(@Nullable Set<String> texts) {
        return texts != null && texts.stream().allMatch(text -> weight(text) >= MIN_WEIGHT) ? texts : Set.of();
    }

    private static @Nullable Set<String> unionOrNull(@Nullable Set<String> one, @Nullable Set<String> other) {
        Set<String> union = one == null || other == null ? null : union(one, other);
        return union == null || union.size() > MAX_SET ? null : union;
    }

    private static List<Set<String>> rarest(Stream<Set<String>> candidates) {
        List<Set<String>> kept = new ArrayList<>();
        candidates
                .filter(candidate -> !candidate.isEmpty())
                .sorted(Comparator.comparingInt(Literals::score).reversed())
                .forEach(candidate -> {
                    boolean isNew = kept.stream().noneMatch(known -> implies(known, candidate));
                    if (isNew && kept.size() < MAX_CONJUNCTS) {
                        kept.add(candidate);
                    }
                });
        return List.copyOf(kept);
    }

    /** Whether a text with one of the first also has one of the second. */
    private static boolean implies(Set<String> first, Set<String> second) {
        return first.stream().allMatch(text -> second.stream().anyMatch(text::contains));
    }

    private static int score(Set<String> texts) {
        int shortest = texts.stream().mapToInt(Literals::weight).min().orElse(0);
        return shortest * 100 - texts.size();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }

    private static @Nullable Set<String> product(Set<String> left, Set<String> right) {
        if (left.size() * right.size() > MAX_SET) {
            return null;
        }
        Set<String> product = new LinkedHashSet<>();
        for (String head : left) {
            for (String tail : right) {
                if (head.length() + tail.length() > MAX_LENGTH) {
                    return null;
                }
                product.add(joined(head, tail));
            }
        }
        return product;
    }

    /** Between two characters nothing need be said of the place: it is as marked, or nothing matches. */
    private static String joined(String head, String tail) {
        StringBuilder joined = new StringBuilder(head).append(tail);
        for (int i = joined.length() - 2; i > 0; i--) {
            if (isMark(joined.charAt(i))) {
                joined.deleteCharAt(i);
            }
        }
        return joined.toString();
    }

    /** Whether nearly every text in English, or of a program, has it: somewhere, not where it begins or ends. */
    static boolean isCommon(String text) {
        return COMMON.contains(text.replace(String.valueOf(EDGE), "").strip());
    }

    static boolean isMark(char c) {
        return c >= EDGE && c <= END;
    }

    static String withoutMarks(String text) {
        int from = !text.isEmpty() && isMark(text.charAt(0)) ? 1 : 0;
        int to = text.length() > from && isMark(text.charAt(text.length() - 1)) ? text.length() - 1 : text.length();
        return text.substring(from, to);
    }

    /** How rare a text is: longer ones are, up to a point; so is what is not ASCII; blanks are not. */
    private static int weight(String text) {
        if (isCommon(text)) {
            return MIN_WEIGHT;
        }
        int weight = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            weight += isMark(c) ? 0 : c > 0x7f ? 4 : c > ' ' ? 2 : 1;
        }
        return Math.min(weight, 16);
    }
}
