package io.elevenfold.compliance.exception;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an exception covers at present, or would cover.
 *
 * @param findings how many there are
 * @param endpoints on how many endpoints
 * @param worst the gravest of them, bounded
 */
public record Hidden(long findings, long endpoints, List<Item> worst) {

    public Hidden {
        worst = List.copyOf(worst);
    }

    /** One finding of them. */
    public record Item(
            UUID id, String title, String severity, String state, @Nullable String hostname, Instant lastSeen) {}
}
