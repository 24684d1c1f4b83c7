package io.elevenfold.console.activity;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often rules held, from the hourly sums. */
@ApplicationScoped
class RuleHits {

    private final Sql sql;

    RuleHits(Sql sql) {
        this.sql = sql;
    }

    /** Rule id to hits; rules without any are left out. */
    Map<String, Long> since(Instant from) {
        Map<String, Long> hits = new HashMap<>();
        sql.list(
                        "select rule, sum(hits)::bigint from detection_rollup where hour >= ? group by rule",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        List.of(from))
                .forEach(entry -> hits.put(entry.getKey(), entry.getValue()));
        return hits;
    }
}
