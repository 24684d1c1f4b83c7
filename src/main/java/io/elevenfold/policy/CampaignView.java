package io.elevenfold.policy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign with its figures.
 *
 * @param asked how many people it asks now, those who signed included
 * @param overdue how many of the others are past their due date
 * @param closedAt null while it runs
 */
public record CampaignView(
        UUID id,
        UUID policyId,
        String policy,
        String name,
        Audience audience,
        Instant startsAt,
        Instant dueAt,
        int graceDays,
        int remindEveryDays,
        int escalateAfterDays,
        QuietHours quiet,
        String createdBy,
        @Nullable Instant closedAt,
        long asked,
        long signed,
        long overdue) {

    /** Share of those asked who signed, in percent, rounded down: 100 means everybody. Null when nobody is asked. */
    public @Nullable Integer percent() {
        return asked == 0 ? null : (int) (signed * 100 / asked);
    }

    public boolean isRunning() {
        return closedAt == null;
    }
}
