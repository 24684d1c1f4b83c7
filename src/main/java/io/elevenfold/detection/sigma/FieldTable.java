package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the fields that a set of rules asks for, so that an event is read without hashing names. */
public final class FieldTable {

    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The number of a field; the same name gives the same number. */
    int slot(String name) {
        return slots.computeIfAbsent(name, unseen -> {
            names.add(unseen);
            return names.size() - 1;
        });
    }

    /** The fields asked for so far, by their number. */
    public List<String> names() {
        return List.copyOf(names);
    }
}
