package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that an auditor asks the organisation to provide.
 *
 * @param number from 1, in the order in which they were asked
 * @param state {@code open}, {@code answered}, {@code returned} (the answer will not do) or {@code accepted}
 * @param owner who answers; empty while nobody does
 * @param acts oldest first
 * @param files that answer it
 */
public record AuditRequest(
        UUID id,
        int number,
        String text,
        String addedBy,
        Instant addedAt,
        String state,
        String owner,
        List<Act> acts,
        List<EngagementFile> files) {

    public AuditRequest {
        acts = List.copyOf(acts);
        files = List.copyOf(files);
    }

    /** What somebody did about it; the text is empty when they said nothing. */
    public record Act(String state, String owner, String text, String by, Instant at) {}

    /** Whether it waits for the organisation. */
    @JsonIgnore
    public boolean isWaiting() {
        return state.equals("open") || state.equals("returned");
    }
}
