package io.elevenfold.evidence.engagement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An examination by an auditor.
 *
 * @param scope what is examined and what not, in words
 * @param framework null when none was chosen
 * @param closedAt null while it is open; nothing is added to a closed one
 * @param tests empty in lists
 * @param files empty in lists
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
        List<Test> tests,
        List<File> files) {

    public Engagement {
        tests = List.copyOf(tests);
        files = List.copyOf(files);
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    /** The last moment of the period. */
    public Instant lastMoment() {
        return to.minusNanos(1);
    }

    /**
     * A control, tested on a sample of a population.
     *
     * @param population name of the list, as in a package
     * @param rows of the population
     * @param sha256 of the population as JSON Lines
     * @param asOf when it was read
     * @param seed of the sample
     */
    public record Test(
            UUID id,
            String control,
            String population,
            long rows,
            String sha256,
            Instant asOf,
            String seed,
            int sampleSize,
            String drawnBy,
            List<Item> items) {

        public Test {
            items = List.copyOf(items);
        }

        public long concluded() {
            return items.stream().filter(item -> item.conclusion() != null).count();
        }

        public long deviating() {
            return items.stream()
                    .filter(item -> "deviates".equals(item.conclusion()))
                    .count();
        }
    }

    /**
     * A row that was drawn.
     *
     * @param row its place in the population, from 0
     * @param content the row as JSON, as it was then
     * @param conclusion {@code conforms}, {@code deviates} or {@code not_applicable}; null before somebody concluded
     */
    public record Item(
            long row,
            String content,
            String sha256,
            @Nullable String conclusion,
            @Nullable String note,
            @Nullable String concludedBy,
            @Nullable Instant concludedAt) {}

    /** Evidence that somebody brought. */
    public record File(UUID id, String name, String note, long bytes, String sha256, String addedBy, Instant addedAt) {}
}
