package io.elevenfold.finding;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a finding is true, by reference: {@code finding} knows neither events nor reports.
 *
 * @param kind activity, posture_report, silence or ledger
 * @param reference lane/position, or the report's id
 * @param at when it happened
 * @param sessionKey the session it happened in; null outside sessions
 * @param detail what matched, or what was expected and observed; values already protected and bounded
 */
public record Evidence(
        String kind, String reference, Instant at, @Nullable UUID sessionKey, Map<String, Object> detail) {}
