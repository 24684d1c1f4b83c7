package io.elevenfold.compliance;

import java.time.Instant;
import java.util.List;

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
}
