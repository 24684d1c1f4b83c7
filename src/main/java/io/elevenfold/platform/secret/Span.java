package io.elevenfold.platform.secret;

/**
 * Where a secret stands in a text.
 *
 * @param start index of its first character
 * @param end index behind its last character
 * @param kind what it is, a stable word such as {@code github-token}
 */
public record Span(int start, int end, String kind) {

    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("not a span: %d to %d".formatted(start, end));
        }
    }
}
