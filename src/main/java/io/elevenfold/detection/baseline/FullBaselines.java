package io.elevenfold.detection.baseline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Baselines that had no room for all new terms of a day ({@link DailyTerms}), for people. */
@ApplicationScoped
public class FullBaselines {

    private static final Duration RECENT = Duration.ofDays(30);
    private static final String QUERY =
            """
            select baseline, count(distinct day), count(distinct entity_id), sum(passed_over), max(day) from baseline_day
            where passed_over > 0 and day >= ? %s group by 1""";

    private final Sql sql;
    private final Clock clock;

    FullBaselines(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What was passed over within 30 days.
     *
     * @param days on how many of them
     * @param entities of how many people, repositories, teams or organisations
     * @param terms how often a new term was neither told of nor remembered
     */
    public record PassedOver(@JsonIgnore String baseline, int days, int entities, long terms, LocalDate latest) {}

    /** By the baseline's id; those with room for everything are left out. */
    public Map<String, PassedOver> all() {
        return sql.list(QUERY.formatted(""), FullBaselines::passedOver, List.of(since())).stream()
                .collect(Collectors.toMap(PassedOver::baseline, each -> each));
    }

    /** Empty when there was room for everything. */
    public Optional<PassedOver> of(String baseline) {
        return sql.first(QUERY.formatted("and baseline = ?"), FullBaselines::passedOver, List.of(since(), baseline));
    }

    private LocalDate since() {
        return LocalDate.ofInstant(clock.instant().minus(RECENT), ZoneOffset.UTC);
    }

    private static PassedOver passedOver(ResultSet row) throws SQLException {
        return new PassedOver(
                row.getString(1), row.getInt(2), row.getInt(3), row.getLong(4), row.getObject(5, LocalDate.class));
    }
}
