package io.elevenfold.evidence.bundle;

import io.elevenfold.activity.FieldGroups;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a package speaks of.
 *
 * @param from what was recorded at this moment or later
 * @param to what was recorded before this moment
 * @param framework id of an outside framework; null for all in summary
 * @param frameworkVersion its edition; null without framework
 * @param disclosed groups of an event's fields that are told; the others stay commitments
 * @param by who asked for it
 * @param engagement that it encloses; null for none
 */
record Scope(
        UUID id,
        Instant from,
        Instant to,
        @Nullable String framework,
        @Nullable String frameworkVersion,
        Set<FieldGroups.Group> disclosed,
        String by,
        @Nullable UUID engagement) {

    Scope {
        disclosed = Collections.unmodifiableSet(new TreeSet<>(disclosed));
    }
}
