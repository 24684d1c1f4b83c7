package io.elevenfold.finding;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often checks and rules are right. */
@ApplicationScoped
public class Scorecards {

    private static final String DECIDED =
            """
            count(*) filter (where disposition = 'true_positive'),
            count(*) filter (where disposition = 'benign_expected'),
            count(*) filter (where disposition = 'false_positive'),
            percentile_cont(0.5) within group (order by waited_seconds)""";

    private final Sql sql;

    Scorecards(Sql sql) {
        this.sql = sql;
    }

    /** Everything about one check or rule. */
    public Scorecard of(String source) {
        Scorecard decided = sql.list(
                        "select " + DECIDED + " from finding_decision where source = ? and withdrawn_at is null",
                        row -> decided(row, 1),
                        List.of(source))
                .get(0);
        return sql.list(
                        """
                        select count(*), count(*) filter (where state not in ('resolved', 'excepted')),
                            min(first_seen) filter (where state not in ('resolved', 'excepted'))
                        from finding where source = ?""",
                        row -> new Scorecard(
                                row.getLong(1),
                                row.getLong(2),
                                instant(row.getTimestamp(3)),
                                decided.truePositives(),
                                decided.benignExpected(),
                                decided.falsePositives(),
                                decided.medianSeconds()),
                        List.of(source))
                .get(0);
    }

    /** What was decided, by check or rule; those without a decision are left out, and nothing is told of what is open. */
    public Map<String, Scorecard> decided() {
        Map<String, Scorecard> decided = new HashMap<>();
        sql.list(
                        "select source, " + DECIDED
                                + " from finding_decision where withdrawn_at is null group by source",
                        row -> Map.entry(row.getString(1), decided(row, 2)),
                        List.of())
                .forEach(entry -> decided.put(entry.getKey(), entry.getValue()));
        return decided;
    }

    private static Scorecard decided(ResultSet row, int from) throws SQLException {
        double median = row.getDouble(from + 3);
        Long seconds = row.wasNull() ? null : Math.round(median);
        return new Scorecard(0, 0, null, row.getLong(from), row.getLong(from + 1), row.getLong(from + 2), seconds);
    }

    private static java.time.@Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
