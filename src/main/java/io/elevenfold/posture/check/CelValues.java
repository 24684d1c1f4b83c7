package io.elevenfold.posture.check;

import com.google.protobuf.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values as the CEL interpreter wants them: it takes Java's null for "not evaluated", so JSON's null is an enum. */
final class CelValues {

    private CelValues() {}

    static Map<String, Object> of(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
        map.forEach((name, value) -> copy.put(String.valueOf(name), of(value)));
        return copy;
    }

    static boolean isNull(@Nullable Object value) {
        return value == null || value instanceof NullValue;
    }

    private static Object of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(of(item)));
            return copy;
        }
        return value == null ? NullValue.NULL_VALUE : value;
    }
}
