package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Literals of which at least one must be found: without any of them a predicate need not be asked.
 *
 * @param places at least one
 */
record Needed(List<InField> places) {

    Needed {
        places = List.copyOf(places);
    }

    record InField(int slot, LiteralMask literals) {}

    static @Nullable Needed in(int slot, @Nullable LiteralMask literals) {
        return literals == null ? null : new Needed(List.of(new InField(slot, literals)));
    }

    /** Where all parts must hold, one of them is enough: that which fewest events have. */
    static @Nullable Needed least(Stream<@Nullable Needed> parts) {
        return parts.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Comparator.comparingInt(Needed::commonness))
                .orElse(null);
    }

    /** Where any part may hold, all of them count; nothing is known when nothing is known of one. */
    static @Nullable Needed any(Stream<@Nullable Needed> parts) {
        List<InField> all = new ArrayList<>();
        for (Needed part : parts.toList()) {
            if (part == null) {
                return null;
            }
            all.addAll(part.places());
        }
        return all.isEmpty() ? null : new Needed(all);
    }

    boolean isIn(int slot) {
        return places.stream().anyMatch(place -> place.slot() == slot);
    }

    int commonness() {
        return places.stream().mapToInt(place -> place.literals().commonness()).sum();
    }
}
