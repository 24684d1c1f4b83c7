package io.elevenfold.activity;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures for plots, from the hourly rollups: no page scans activity. Days are those of UTC. */
@ApplicationScoped
public class ActivityFigures {

    private static final int RECENT_SESSIONS = 500;

    private final Sql sql;

    ActivityFigures(Sql sql) {
        this.sql = sql;
    }

    /**
     * Something counted on a day.
     *
     * @param day its first instant
     * @param name what was counted, for example the agent
     */
    public record DayCount(Instant day, String name, long count) {}

    /** Activities a day, by agent. */
    public List<DayCount> activitiesByAgent(Instant from) {
        return perDay(
                "select %s, product, sum(events) from activity_rollup where hour >= ? group by 1, 2 order by 1, 2",
                from);
    }

    /** Hits of rules a day, by severity. */
    public List<DayCount> hitsBySeverity(Instant from) {
        return perDay(
                "select %s, severity, sum(hits) from detection_rollup where hour >= ? group by 1, 2 order by 1, 2",
                from);
    }

    /** Decisions since, by outcome; an activity without a decision is not counted. */
    public Map<String, Long> decisions(Instant from) {
        Map<String, Long> decisions = new LinkedHashMap<>();
        sql.list(
                        "select decision, sum(events) from activity_rollup where hour >= ? and decision <> '' group by 1 order by 2 desc",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        List.of(from))
                .forEach(entry -> decisions.put(entry.getKey(), entry.getValue()));
        return decisions;
    }

    /** How often a rule held since. */
    public long hitsOf(String rule, Instant from) {
        return sql.list(
                        "select coalesce(sum(hits), 0) from detection_rollup where rule = ? and hour >= ?",
                        row -> row.getLong(1),
                        List.of(rule, from))
                .get(0);
    }

    /** Rule to how often it held since; rules that did not are left out. */
    public Map<String, Long> hitsByRule(Instant from) {
        Map<String, Long> hits = new LinkedHashMap<>();
        sql.list(
                        "select rule, sum(hits) from detection_rollup where hour >= ? group by 1",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        List.of(from))
                .forEach(entry -> hits.put(entry.getKey(), entry.getValue()));
        return hits;
    }

    /** By which channels the latest sessions were heard of: otlp, hook, bulk. Empty when there was no session yet. */
    public List<String> channelsOfLatestSessions() {
        return sql.list(
                "select distinct unnest(channels) from (select channels from session order by last_seen_at desc limit ?) as latest order by 1",
                row -> row.getString(1),
                List.of(RECENT_SESSIONS));
    }

    /** Agents heard of, by name. */
    public List<String> agents() {
        return sql.list("select distinct product from activity_rollup order by 1", row -> row.getString(1), List.of());
    }

    private List<DayCount> perDay(String select, Instant from) {
        return sql.list(
                select.formatted("date_trunc('day', hour at time zone 'UTC') at time zone 'UTC'"),
                row -> new DayCount(row.getTimestamp(1).toInstant(), row.getString(2), row.getLong(3)),
                List.of(from));
    }
}
