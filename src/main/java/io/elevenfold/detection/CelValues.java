package io.elevenfold.detection;

import com.google.protobuf.NullValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings JSON as Java has it into the types of CEL: every whole number is a long, null is a value. */
final class CelValues {

    private static final int MAX_DEPTH = 32;

    private CelValues() {}

    static Object of(@Nullable Object value) {
        return of(value, 0);
    }

    private static Object of(@Nullable Object value, int depth) {
        if (value == null || depth > MAX_DEPTH) {
            return NullValue.NULL_VALUE;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> converted = new LinkedHashMap<>();
            map.forEach((key, member) -> converted.put(String.valueOf(key), of(member, depth + 1)));
            return converted;
        }
        if (value instanceof Collection<?> list) {
            List<Object> converted = new ArrayList<>(list.size());
            list.forEach(member -> converted.add(of(member, depth + 1)));
            return converted;
        }
        if (value instanceof Number number) {
            boolean fraction = value instanceof Double || value instanceof Float;
            return fraction ? (Object) number.doubleValue() : (Object) number.longValue();
        }
        return value instanceof Boolean ? value : value.toString();
    }
}
