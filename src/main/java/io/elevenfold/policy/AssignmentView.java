package io.elevenfold.policy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign asks of one person.
 *
 * @param requiredVersion this or a later one
 * @param state {@code signed}, {@code overdue} or {@code open}
 * @param manager the manager's address; null when nobody is known to lead the person
 * @param mailError why the latest mail did not go out; null when nothing is known to be wrong
 */
public record AssignmentView(
        UUID campaignId,
        String campaign,
        UUID policyId,
        String policy,
        UUID personId,
        String name,
        String email,
        @Nullable String team,
        @Nullable String manager,
        int requiredVersion,
        String state,
        Instant enteredAt,
        Instant dueAt,
        @Nullable Instant signedAt,
        @Nullable Instant remindedAt,
        int reminders,
        @Nullable Instant escalatedAt,
        @Nullable String mailError) {}
