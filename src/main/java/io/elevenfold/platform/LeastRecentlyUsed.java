package io.elevenfold.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that stay small: what was not asked for the longest time goes first. Not for two threads. */
public final class LeastRecentlyUsed {

    private LeastRecentlyUsed() {}

    /** An empty one that keeps so many. */
    public static <K, V> Map<K, V> atMost(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
