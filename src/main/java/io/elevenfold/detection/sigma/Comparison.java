package io.elevenfold.detection.sigma;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The numeric modifiers. */
enum Comparison {
    LT,
    LTE,
    GT,
    GTE,
    EQ;

    private static final int MAX_DIGITS = 60;

    boolean between(double left, double right) {
        return switch (this) {
            case LT -> left < right;
            case LTE -> left <= right;
            case GT -> left > right;
            case GTE -> left >= right;
            case EQ -> left == right;
        };
    }

    boolean holds(Object value, Number right) {
        if (value instanceof Long left && right instanceof Long whole) {
            return between(Long.compare(left, whole), 0);
        }
        Double left = numberIn(value);
        return left != null && between(left, right.doubleValue());
    }

    /** The number that a value is or spells; null when it is none. */
    static @Nullable Double numberIn(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text && looksLikeNumber(text)) {
            return new BigDecimal(text).doubleValue();
        }
        return null;
    }

    /** Decimal digits with sign and point. An exponent is left out: it makes short texts into huge numbers. */
    private static boolean looksLikeNumber(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return false;
            }
        }
        return digits > 0 && points <= 1 && text.length() <= MAX_DIGITS;
    }
}
