package io.elevenfold.finding;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a finding was seen.
 *
 * @param reference lane/position for {@code activity}, the report's id for {@code posture_report}, log/position for {@code ledger}
 * @param detail JSON: what matched, or what was expected and observed
 */
public record Occurrence(
        long ordinal,
        Instant at,
        String kind,
        String reference,
        @Nullable UUID sessionKey,
        @JsonRawValue String detail) {}
