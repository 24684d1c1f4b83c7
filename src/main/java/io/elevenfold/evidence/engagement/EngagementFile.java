package io.elevenfold.evidence.engagement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that somebody brought.
 *
 * @param note what it is and where it is from
 * @param control that it speaks of; null for the whole engagement
 * @param sample whose row it speaks of; null for none
 * @param row of the sample; null for none
 * @param request that it answers; null for none
 */
public record EngagementFile(
        UUID id,
        String name,
        String note,
        long bytes,
        String sha256,
        String addedBy,
        Instant addedAt,
        @Nullable String control,
        @Nullable UUID sample,
        @Nullable Long row,
        @Nullable UUID request) {

    /** Its path in a package: whatever the name was, a plain file name. */
    String path() {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
        return "engagement/files/%s-%s".formatted(id, plain.substring(Math.max(0, plain.length() - 80)));
    }
}
