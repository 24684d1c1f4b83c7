package io.elevenfold.posture;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as others see it; every null means "not known", never zero.
 *
 * @param lastReportAt when its newest posture report was recorded
 * @param lastActivityAt when its newest activity happened
 * @param failing current check results in state fail; null when it never reported
 * @param checked current check results in state pass or fail
 */
public record EndpointView(
        UUID id,
        String hostname,
        String os,
        @Nullable UUID personId,
        @Nullable String person,
        @Nullable String team,
        Instant enrolledAt,
        @Nullable Instant lastReportAt,
        @Nullable Instant lastActivityAt,
        @Nullable Long failing,
        @Nullable Long checked,
        boolean sample) {}
