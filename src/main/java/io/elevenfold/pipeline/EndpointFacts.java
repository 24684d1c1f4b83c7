package io.elevenfold.pipeline;

import io.elevenfold.detection.baseline.BaselineConfig;
import io.elevenfold.detection.baseline.OwnTime;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the pipeline needs to know of an endpoint; a change shows within a minute. */
@ApplicationScoped
class EndpointFacts {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Sql sql;
    private final Clock clock;
    private final Facts none;
    private final ZoneId zone;
    private final Map<UUID, Remembered> cache = new ConcurrentHashMap<>();

    EndpointFacts(Sql sql, Clock clock, BaselineConfig config) {
        this.sql = sql;
        this.clock = clock;
        this.zone = config.zone();
        this.none = new Facts(null, false, OwnTime.of(null, null, zone));
    }

    Facts of(@Nullable UUID endpoint) {
        if (endpoint == null) {
            return none;
        }
        Instant now = clock.instant();
        Remembered remembered = cache.get(endpoint);
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.facts();
        }
        Facts facts = sql.first(
                        """
                        select p.team_id, e.sample, p.zone, (select r.body ->> 'collected_at' from posture_report r
                            where r.endpoint_id = e.id order by r.recorded_at desc limit 1)
                        from endpoint e left join person p on p.id = e.person_id where e.id = ?""",
                        row -> new Facts(
                                row.getObject(1, UUID.class),
                                row.getBoolean(2),
                                OwnTime.of(row.getString(3), row.getString(4), zone)),
                        List.of(endpoint))
                .orElse(none);
        cache.put(endpoint, new Remembered(facts, now.plus(REMEMBERED)));
        return facts;
    }

    static void touch(Connection connection, Map<UUID, Instant> lastActivity) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update endpoint set last_activity_at = greatest(last_activity_at, ?) where id = ?")) {
            // Ordered, so that two lanes never wait for each other's rows crosswise.
            for (Map.Entry<UUID, Instant> entry : new TreeMap<>(lastActivity).entrySet()) {
                update.setTimestamp(1, Timestamp.from(entry.getValue()));
                update.setObject(2, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /**
     * @param teamId the team of the endpoint's person; null when there is none
     * @param sample whether it belongs to the sample organisation
     * @param time the clock by which its person works
     */
    record Facts(@Nullable UUID teamId, boolean sample, OwnTime time) {}

    private record Remembered(Facts facts, Instant until) {}
}
