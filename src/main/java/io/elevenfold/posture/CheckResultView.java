package io.elevenfold.posture;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check's result on one subject of an endpoint, over an interval of time.
 *
 * @param subject the agent, server, repository or credential; empty when the check speaks of the whole endpoint
 * @param observed JSON object: expression to value
 * @param source which setting on the endpoint decided, as far as the report told
 * @param reason why it could not be decided; null when it could
 * @param validFrom since when it holds, by the endpoint's clock
 * @param recordedAt since when we know
 * @param supersededAt until when we held it for true; null for the present result
 * @param report the report that told
 */
public record CheckResultView(
        String check,
        String subject,
        int layer,
        String state,
        String expected,
        @JsonRawValue String observed,
        @Nullable String source,
        @Nullable String reason,
        Instant validFrom,
        Instant recordedAt,
        @Nullable Instant supersededAt,
        UUID report) {}
