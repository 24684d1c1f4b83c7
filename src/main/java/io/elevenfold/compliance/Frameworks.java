package io.elevenfold.compliance;

import java.time.Instant;
import java.util.List;

/**
 * All editions of all frameworks at a moment, by family and id, the newest edition first.
 *
 * @param asOf the moment; for the present, when the figures were read
 */
public record Frameworks(Instant asOf, Coverage coverage, List<FrameworkView> items) {

    public Frameworks {
        items = List.copyOf(items);
    }
}
