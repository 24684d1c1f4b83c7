package io.elevenfold.detection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a path into maps; a list on the way stands for each of its members. */
final class NestedValue {

    private static final int MAX_DEPTH = 32;

    private NestedValue() {}

    /** The value at the end of the path, a list when there are several, null when there is none. */
    static @Nullable Object at(@Nullable Object root, String[] path) {
        return at(root, path, 0, 0);
    }

    private static @Nullable Object at(@Nullable Object value, String[] path, int from, int depth) {
        if (value == null || from == path.length || depth > MAX_DEPTH) {
            return from == path.length ? value : null;
        }
        if (value instanceof Map<?, ?> map) {
            return at(map.get(path[from]), path, from + 1, depth + 1);
        }
        if (value instanceof Collection<?> list) {
            List<Object> found = new ArrayList<>();
            for (Object member : list) {
                Object inside = at(member, path, from, depth + 1);
                if (inside != null) {
                    found.add(inside);
                }
            }
            return found.isEmpty() ? null : found;
        }
        return null;
    }
}
