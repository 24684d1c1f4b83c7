package io.elevenfold.detection.tuning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody handed in, and what of it can be taken in.
 *
 * @param takenAt null while nobody asked for it
 */
public record ImportReport(
        UUID id,
        String name,
        String by,
        Instant at,
        @Nullable Instant takenAt,
        List<Good> good,
        List<Refused> refused) {

    public ImportReport {
        good = List.copyOf(good);
        refused = List.copyOf(refused);
    }

    /** How many are refused as they are written. */
    @JsonIgnore
    public long wrong() {
        return refused.size() - unseen();
    }

    /** How many are refused for what they look at. */
    @JsonIgnore
    public long unseen() {
        return refused.stream().filter(Refused::outOfSight).count();
    }

    /**
     * @param kind {@code rule}, {@code correlation} (sequences too), {@code filter} or {@code baseline}
     * @param logSource the public log source that it was written for, {@code linux/process_creation}; empty for ours
     * @param version that it becomes, or became; 0 when the same text is here already
     */
    public record Good(
            String file,
            int line,
            String rule,
            String kind,
            String title,
            String logSource,
            String level,
            @Nullable String author,
            @Nullable String license,
            int version) {}

    /**
     * @param line of the file, counted from one
     * @param outOfSight whether it is right as Sigma, over what no activity of an agent shows
     */
    public record Refused(String file, int line, String title, String reason, boolean outOfSight) {}
}
