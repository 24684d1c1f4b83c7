package io.elevenfold.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time at which the directory was read.
 *
 * @param whole everybody was read, not only those whom the directory said to have changed
 * @param read how many people were read
 * @param error what went wrong; null when it went well
 * @param changes at most a hundred of them, by address
 */
public record DirectoryRun(
        UUID id,
        Instant startedAt,
        Instant endedAt,
        boolean whole,
        int read,
        @Nullable String error,
        List<Change> changes) {

    public DirectoryRun {
        changes = List.copyOf(changes);
    }

    /**
     * What became of a person.
     *
     * @param kind joined, changed, left or returned
     * @param detail fields that differ, before and after
     */
    public record Change(UUID person, String email, String kind, String detail) {}
}
