package io.elevenfold.detection.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts in the order in which they came, each once. Most commands have few or none of a kind. */
final class Distinct {

    private static final int FEW = 8;

    private @Nullable List<String> values;
    private @Nullable Set<String> known;

    void add(String value) {
        List<String> all = values;
        if (all == null) {
            all = new ArrayList<>(2);
            values = all;
        }
        if (isNew(value, all)) {
            all.add(value);
        }
    }

    void addAll(Collection<String> more) {
        if (!more.isEmpty()) {
            more.forEach(this::add);
        }
    }

    int size() {
        return values == null ? 0 : values.size();
    }

    List<String> list() {
        return values == null ? List.of() : List.copyOf(values);
    }

    private boolean isNew(String value, List<String> all) {
        if (all.size() < FEW) {
            return !all.contains(value);
        }
        if (known == null) {
            known = new HashSet<>(all);
        }
        return known.add(value);
    }
}
