package io.elevenfold.framework;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Our own statement of what must hold. The checks and rules that verify it name it, not the other way round.
 *
 * @param id for example {@code L03-01}; stable
 * @param layer 1 to 11
 * @param objective what must be done, in one sentence
 * @param verifiedBy at least one class of evidence, in the order of the enum
 * @param how what an assessor looks at, in one sentence
 * @param posturePaths fields of the posture report that speak of it; empty unless posture verifies it
 * @param dataNeeded what the evidence consumes: the posture report, metadata of events, content, external systems, own
 *     records
 */
public record Control(
        String id,
        int layer,
        String title,
        String objective,
        Set<Verification> verifiedBy,
        String how,
        List<String> posturePaths,
        String dataNeeded) {

    public Control {
        verifiedBy = Collections.unmodifiableSet(EnumSet.copyOf(verifiedBy));
        posturePaths = List.copyOf(posturePaths);
    }
}
