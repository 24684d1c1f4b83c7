package io.elevenfold.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.platform.Sql;
import io.elevenfold.posture.PostureReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What endpoints last declared of themselves, kept at hand for comparing it with what they do. */
@ApplicationScoped
class DeclaredStates {

    /** Another node may have recorded a newer report. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int CACHED = 2_000;

    private final Sql sql;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private final Map<UUID, Remembered> cache = new ConcurrentHashMap<>();

    DeclaredStates(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The latest posture report as plain values; empty when the endpoint never reported. */
    Optional<Map<String, Object>> of(UUID endpoint) {
        Instant now = clock.instant();
        Remembered remembered = cache.get(endpoint);
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.report();
        }
        Optional<Map<String, Object>> report = sql.first(
                "select body from posture_report where endpoint_id = ? order by recorded_at desc limit 1",
                row -> read(row.getString(1)),
                List.of(endpoint));
        if (cache.size() >= CACHED) {
            cache.clear();
        }
        cache.put(endpoint, new Remembered(report, now.plus(REMEMBERED)));
        return report;
    }

    void onDeclared(@Observes(during = TransactionPhase.AFTER_SUCCESS) PostureReports.DeclaredPosture declared) {
        cache.remove(declared.endpoint());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(String json) {
        try {
            return mapper.readValue(json, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
    }

    private record Remembered(Optional<Map<String, Object>> report, Instant until) {}
}
