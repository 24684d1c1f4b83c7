package io.elevenfold.platform.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds credentials in any text. One pass over the text looks for the literals by which secrets are known; only where
 * one stands, its {@link Shape} looks closer. So a text without secrets costs two array reads a character, and hostile
 * text costs no more than linear time. Knows the shapes of more than sixty kinds; a secret without shape or name (a
 * bare password on a line) cannot be found by anybody.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SecretScanner {

    private final List<SecretKinds.Candidate> candidates = SecretKinds.all();
    private final LiteralAutomaton automaton = new LiteralAutomaton(
            candidates.stream().map(SecretKinds.Candidate::literal).toList());

    /** The secrets of a text in its order, not overlapping; empty when there is none. */
    public List<Span> find(String text) {
        List<Hit> hits = hits(text);
        return hits == null ? List.of() : merged(hits);
    }

    /** The text with each secret replaced by {@code [REDACTED:kind]}; the same object when there is none. */
    public String redact(String text) {
        List<Span> spans = find(text);
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int copied = 0;
        for (Span span : spans) {
            redacted.append(text, copied, span.start())
                    .append("[REDACTED:")
                    .append(span.kind())
                    .append(']');
            copied = span.end();
        }
        return redacted.append(text, copied, text.length()).toString();
    }

    private @Nullable List<Hit> hits(String text) {
        List<Hit> hits = null;
        int state = 0;
        int coveredBySpecific = 0;
        int coveredByOther = 0;
        for (int at = 0; at < text.length(); at++) {
            state = automaton.next(state, text.charAt(at));
            if (state >= 0) {
                continue;
            }
            for (int index : automaton.endingAt(state)) {
                SecretKinds.Candidate candidate = candidates.get(index);
                int start = at + 1 - candidate.literal().length();
                // What lies inside a secret already found is not looked at again: that keeps the time linear.
                if (start
                        < (candidate.isSpecific() ? coveredBySpecific : Math.max(coveredBySpecific, coveredByOther))) {
                    continue;
                }
                Span span = candidate.shape().match(text, start, at + 1);
                if (span != null) {
                    hits = hits == null ? new ArrayList<>() : hits;
                    hits.add(new Hit(span, candidate.isSpecific()));
                    coveredBySpecific = candidate.isSpecific() ? span.end() : coveredBySpecific;
                    coveredByOther = candidate.isSpecific() ? coveredByOther : span.end();
                }
            }
        }
        return hits;
    }

    private static List<Span> merged(List<Hit> hits) {
        hits.sort(Comparator.comparingInt(hit -> hit.span().start()));
        List<Hit> merged = new ArrayList<>();
        for (Hit hit : hits) {
            Hit last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || hit.span().start() >= last.span().end()) {
                merged.add(hit);
            } else {
                merged.set(merged.size() - 1, last.joined(hit));
            }
        }
        return merged.stream().map(Hit::span).toList();
    }

    private record Hit(Span span, boolean isSpecific) {

        /** Hides all that either of them hides, under the name of the one that knows better. */
        Hit joined(Hit other) {
            Hit better = isSpecific || !other.isSpecific ? this : other;
            int end = Math.max(span.end(), other.span.end());
            return new Hit(new Span(span.start(), end, better.span.kind()), better.isSpecific);
        }
    }
}
