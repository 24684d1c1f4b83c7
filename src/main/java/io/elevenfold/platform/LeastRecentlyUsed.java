package io.elevenfold.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Maps that stay small: what was not asked for the longest time goes first. Not for two threads. */
public final class LeastRecentlyUsed {

    private LeastRecentlyUsed() {}

    /** An empty one that keeps so many. */
    public static <K, V> Map<K, V> atMost(int most) {
        return atMost(most, (key, value) -> {});
    }

    /** @param forgotten is told of each one that went to make room */
    public static <K, V> Map<K, V> atMost(int most, BiConsumer<K, V> forgotten) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                boolean isFull = size() > most;
                if (isFull) {
                    forgotten.accept(eldest.getKey(), eldest.getValue());
                }
                return isFull;
            }
        };
    }
}
