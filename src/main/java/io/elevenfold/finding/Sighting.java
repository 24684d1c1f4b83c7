package io.elevenfold.finding;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A problem seen on a subject. Sightings with the same kind, source and subject are one finding.
 *
 * @param source the id of the check or rule
 * @param subject what tells one finding of this source from another, for example endpoint and agent; bounded
 * @param layer 1 to 11
 * @param controls ids of the controls that it speaks against
 * @param sample true when it belongs to the sample organisation
 */
public record Sighting(
        FindingKind kind,
        String source,
        String subject,
        String title,
        Severity severity,
        int layer,
        List<String> controls,
        @Nullable UUID endpointId,
        @Nullable UUID personId,
        @Nullable String sessionId,
        @Nullable String agent,
        Evidence evidence,
        boolean sample) {

    public Sighting {
        controls = List.copyOf(controls);
    }
}
