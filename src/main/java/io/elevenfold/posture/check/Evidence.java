package io.elevenfold.posture.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that expressions gave, as JSON can hold them and a page can show them. */
final class Evidence {

    private static final int MAX_ITEMS = 20;
    private static final int MAX_TEXT = 200;
    private static final int MAX_DEPTH = 4;

    private Evidence() {}

    /** String, Long, Double, Boolean, list, map or null; long ones are cut. */
    static @Nullable Object of(@Nullable Object value) {
        return of(value, 0);
    }

    private static @Nullable Object of(@Nullable Object value, int depth) {
        if (value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof List<?> list && depth < MAX_DEPTH) {
            List<@Nullable Object> items = new ArrayList<>();
            list.stream().limit(MAX_ITEMS).forEach(item -> items.add(of(item, depth + 1)));
            return items;
        }
        if (value instanceof Map<?, ?> map && depth < MAX_DEPTH) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.entrySet().stream()
                    .limit(MAX_ITEMS)
                    .forEach(entry -> members.put(String.valueOf(entry.getKey()), of(entry.getValue(), depth + 1)));
            return members;
        }
        if (CelValues.isNull(value)) {
            return null;
        }
        String text = String.valueOf(value);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }
}
