package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An examination by an auditor.
 *
 * @param scope what is examined and what not, in words
 * @param framework null when none was chosen: then all controls are examined
 * @param closedBy who signed it off; nothing is added to it any more
 * @param statement what was said with the sign-off
 * @param signedSha256 of {@code engagement.json} in a package: all that was in it at the sign-off
 * @param sample whether it belongs to the sample organisation
 */
public record Engagement(
        UUID id,
        String name,
        String scope,
        @Nullable String framework,
        @Nullable String frameworkVersion,
        Instant from,
        Instant to,
        String createdBy,
        Instant createdAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        @Nullable String statement,
        @Nullable String signedSha256,
        boolean sample,
        Progress progress) {

    /**
     * How far it is.
     *
     * @param controls that it examines
     * @param concluded controls with a conclusion
     * @param deficient of these, those whose design or operation is deficient
     * @param samples that were drawn
     * @param items rows of all samples
     * @param itemsConcluded of these, those with a conclusion
     * @param deviating of these, those that deviate
     */
    public record Progress(
            int controls,
            int concluded,
            int deficient,
            int samples,
            int items,
            int itemsConcluded,
            int deviating,
            int requests,
            int requestsAccepted,
            int files) {

        /** Controls with a conclusion, in hundredths. */
        @JsonIgnore
        public int hundredths() {
            return controls == 0 ? 0 : Math.min(100, concluded * 100 / controls);
        }
    }

    @JsonIgnore
    public boolean isOpen() {
        return closedAt == null;
    }

    /** The last moment of the period. */
    @JsonIgnore
    public Instant lastMoment() {
        return to.minusNanos(1);
    }
}
