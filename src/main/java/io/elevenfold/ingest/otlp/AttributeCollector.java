package io.elevenfold.ingest.otlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers one record's or resource's attributes within the limits, and remembers what was cut. */
final class AttributeCollector {

    private static final int MAX_KEY_LENGTH = 256;
    private static final int MAX_OVERWRITTEN = 16;

    private final DecodeLimits limits;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private Map<String, List<Object>> overwritten = Map.of();
    private List<String> truncated = List.of();
    private int elements;
    private boolean cut;

    AttributeCollector(DecodeLimits limits) {
        this.limits = limits;
    }

    /** Whether one more attribute would be too many; says so in {@link #truncated()}. */
    boolean isFull() {
        if (values.size() < limits.maxAttributes()) {
            return false;
        }
        mark("attributes");
        return true;
    }

    /** Keeps an attribute that was just read; a value that was cut on the way is marked under this key. */
    void put(String key, @Nullable Object value) {
        String name = key.length() > MAX_KEY_LENGTH ? key.substring(0, MAX_KEY_LENGTH) : key;
        if (takeCut() || name.length() < key.length()) {
            mark(name);
        }
        if (value == null || name.isEmpty()) {
            return;
        }
        Object before = values.put(name, value);
        if (before != null) {
            keepOverwritten(name, before);
        }
    }

    private void keepOverwritten(String name, Object before) {
        if (overwritten.isEmpty()) {
            overwritten = new LinkedHashMap<>();
        }
        if (overwritten.size() < MAX_OVERWRITTEN) {
            List<Object> earlier = overwritten.computeIfAbsent(name, any -> new ArrayList<>());
            if (earlier.size() < MAX_OVERWRITTEN) {
                earlier.add(before);
            }
        }
    }

    /** The text within the limit. */
    String text(String text) {
        String kept = limits.cut(text);
        if (kept.length() < text.length()) {
            cut = true;
        }
        return kept;
    }

    /** Whether a list or map may open on this level (the outermost is 1), and whether it may take another element. */
    boolean mayNest(int level) {
        if (level <= limits.maxDepth()) {
            return true;
        }
        cut = true;
        return false;
    }

    boolean takesElement() {
        if (elements < limits.maxElements()) {
            elements++;
            return true;
        }
        cut = true;
        return false;
    }

    /** Whether something was cut since the last question. */
    boolean takeCut() {
        boolean was = cut;
        cut = false;
        return was;
    }

    void mark(String name) {
        if (truncated.isEmpty()) {
            truncated = new ArrayList<>();
        }
        if (!truncated.contains(name)) {
            truncated.add(name);
        }
    }

    Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    Map<String, List<Object>> overwritten() {
        return overwritten;
    }

    List<String> truncated() {
        return truncated;
    }
}
