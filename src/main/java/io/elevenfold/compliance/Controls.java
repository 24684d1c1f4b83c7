package io.elevenfold.compliance;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Controls at a moment, by id.
 *
 * @param asOf the moment; for the present, when the figures were read
 * @param summary how many of the items stand where
 */
public record Controls(Instant asOf, Coverage coverage, ControlCounts summary, List<ControlView> items) {

    public Controls {
        items = List.copyOf(items);
    }

    /** Only some of them, with the counts of these. */
    public Controls where(Predicate<ControlView> wanted) {
        List<ControlView> some = items.stream().filter(wanted).toList();
        return new Controls(asOf, coverage, ControlCounts.of(some), some);
    }
}
