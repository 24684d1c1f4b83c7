package io.elevenfold.detection.sigma;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The single values inside a value: members of lists, values of maps. Sigma matches when any of them does. */
final class Leaves {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_LEAVES = 2_000;

    private Leaves() {}

    static boolean any(@Nullable Object value, Predicate<Object> predicate) {
        return any(value, predicate, new int[] {MAX_LEAVES}, 0);
    }

    static void forEach(@Nullable Object value, Consumer<Object> consumer) {
        any(value, leaf -> {
            consumer.accept(leaf);
            return false;
        });
    }

    private static boolean any(@Nullable Object value, Predicate<Object> predicate, int[] left, int depth) {
        if (value == null || depth > MAX_DEPTH) {
            return false;
        }
        Collection<?> members = null;
        if (value instanceof Collection<?> list) {
            members = list;
        } else if (value instanceof Map<?, ?> map) {
            members = map.values();
        }
        if (members == null) {
            return left[0]-- > 0 && predicate.test(value);
        }
        for (Object member : members) {
            if (left[0] <= 0) {
                return false;
            }
            if (any(member, predicate, left, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
