package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Type;
import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.platform.LeastRecentlyUsed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions while they run: how many of a person are at work at once, on how many endpoints, and how much one has done. A
 * session that begins is asked about once, a long one when it has grown by a fifth. Until there is enough to compare with,
 * the floor decides alone: it lies above all that was measured in real sessions.
 */
final class RunningSessions {

    /** A session is at work as long as something was heard of it within this time. */
    private static final Duration AT_WORK = Duration.ofMinutes(10);

    private static final int ENOUGH = 20;
    private static final double GROWN = 1.2;
    /** A session total is unusual from this many times the median on. */
    private static final double TIMES = 3;

    private final Supplier<Baselines> baselines;
    private final Function<Rule, Optional<Rule>> running;
    private final Map<UUID, Long> judged = LeastRecentlyUsed.atMost(50_000);

    private final Map<UUID, Long> batch = new HashMap<>();

    RunningSessions(Supplier<Baselines> baselines, Function<Rule, Optional<Rule>> running) {
        this.baselines = baselines;
        this.running = running;
    }

    /** @param sights of events whose sessions are written already */
    List<Addition> judge(Connection connection, List<Sight> sights) throws SQLException {
        Map<UUID, Sight> latest = new LinkedHashMap<>();
        for (Sight sight : sights) {
            UUID session = sight.origin().sessionKey();
            if (session != null && sight.first()) {
                latest.put(session, sight);
            }
        }
        if (latest.isEmpty()) {
            return List.of();
        }
        Map<UUID, Long> calls = calls(connection, latest.keySet());
        List<Addition> additions = new ArrayList<>();
        for (Map.Entry<UUID, Sight> each : latest.entrySet()) {
            Long before = judged.get(each.getKey());
            long now = calls.getOrDefault(each.getKey(), 0L);
            if (before == null) {
                additions.addAll(atOnce(connection, each.getValue()));
            }
            for (BaselineRule rule : baselines.get().of(Type.SESSION_TOTAL)) {
                if (now >= rule.floor() && (before == null || now >= before * GROWN)) {
                    total(connection, rule, each.getKey(), each.getValue(), now).ifPresent(additions::add);
                }
            }
            if (before == null || now >= before * GROWN) {
                batch.put(each.getKey(), now);
            }
        }
        return additions;
    }

    private static Map<UUID, Long> calls(Connection connection, Set<UUID> sessions) throws SQLException {
        Map<UUID, Long> calls = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select key, tool_calls from session where key = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", sessions.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    calls.put(row.getObject(1, UUID.class), row.getLong(2));
                }
            }
        }
        return calls;
    }

    private List<Addition> atOnce(Connection connection, Sight sight) throws SQLException {
        UUID person = sight.origin().sender().personId();
        if (person == null) {
            return List.of();
        }
        Instant at = sight.origin().at();
        List<Addition> additions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                """
                select count(*), count(distinct endpoint_id) from session
                where person_id = ? and started_at <= ? and last_seen_at > ?""")) {
            select.setObject(1, person);
            select.setTimestamp(2, Timestamp.from(at));
            select.setTimestamp(3, Timestamp.from(at.minus(AT_WORK)));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                for (BaselineRule rule : baselines.get().all()) {
                    boolean ofSessions = rule.type() == Type.PARALLEL_SESSIONS;
                    int now = row.getInt(ofSessions ? 1 : 2);
                    if ((ofSessions || rule.type() == Type.PARALLEL_ENDPOINTS) && now >= rule.floor()) {
                        parallel(connection, rule, sight, person, now).ifPresent(additions::add);
                    }
                }
            }
        }
        return additions;
    }

    private Optional<Addition> parallel(Connection connection, BaselineRule rule, Sight sight, UUID person, int now)
            throws SQLException {
        Rule runs = running.apply(rule.rule()).orElse(null);
        if (runs == null) {
            return Optional.empty();
        }
        Instant at = sight.origin().at();
        String what = rule.type() == Type.PARALLEL_SESSIONS ? "sessions" : "endpoints";
        Past past = past(connection, rule, person, at);
        if (past.sessions() >= ENOUGH && now <= past.highest()) {
            return Optional.empty();
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "baseline.normal",
                past.sessions() < ENOUGH
                        ? "%d sessions before: too few to know what is usual".formatted(past.sessions())
                        : String.format(
                                Locale.ROOT,
                                "%s at once: usually %.0f, at most %d, when %d sessions of %d days began",
                                what,
                                past.median(),
                                past.highest(),
                                past.sessions(),
                                rule.history().toDays()));
        detail.put("baseline.seen", "%d %s within %d minutes".formatted(now, what, AT_WORK.toMinutes()));
        detail.put("baseline.unusual", "more than ever, and %d or more are worth a word".formatted(rule.floor()));
        String hour = at.truncatedTo(ChronoUnit.HOURS).toString();
        return Optional.of(Addition.ofHour(
                sight.origin(), runs, rule.points().getOrDefault(BaselineRule.Circle.PERSON, 0), hour, detail));
    }

    /**
     * @param sessions how many began
     * @param highest how many were at work when one of them began
     */
    private record Past(int sessions, double median, int highest) {}

    /** Without the same day: what goes on now does not make itself usual. */
    private static Past past(Connection connection, BaselineRule rule, UUID person, Instant at) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                """
                select count(*), coalesce(percentile_cont(0.5) within group (order by n), 0), coalesce(max(n), 0)
                from (select (select count(distinct %s) from session o where o.person_id = s.person_id
                        and o.started_at <= s.started_at and o.last_seen_at > s.started_at - interval '10 minutes') as n
                    from session s where s.person_id = ? and s.started_at >= ? and s.started_at < ?
                    order by s.started_at desc limit 1000) began"""
                        .formatted(rule.type() == Type.PARALLEL_SESSIONS ? "o.key" : "o.endpoint_id"))) {
            select.setObject(1, person);
            select.setTimestamp(2, Timestamp.from(at.minus(rule.history())));
            select.setTimestamp(3, Timestamp.from(at.truncatedTo(ChronoUnit.DAYS)));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Past(row.getInt(1), row.getDouble(2), row.getInt(3));
            }
        }
    }

    private Optional<Addition> total(Connection connection, BaselineRule rule, UUID session, Sight sight, long now)
            throws SQLException {
        Rule runs = running.apply(rule.rule()).orElse(null);
        if (runs == null) {
            return Optional.empty();
        }
        Totals others = sight.team() == null
                ? Totals.NONE
                : totals(connection, rule, session, sight, "select id from person where team_id = ?", sight.team());
        // Of fewer one could tell what one of them does.
        boolean ofTeam = others.people() >= HourTable.FEWEST_PEERS;
        if (!ofTeam) {
            UUID person = sight.origin().sender().personId();
            others = totals(connection, rule, session, sight, "select ?::uuid", person);
        }
        boolean isKnown = others.sessions() >= ENOUGH;
        if (isKnown && (now <= others.high() || now <= TIMES * others.median())) {
            return Optional.empty();
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "baseline.normal",
                isKnown
                        ? "tool calls a session: half of %d sessions %s stay below %d, 999 of 1,000 below %d"
                                .formatted(
                                        others.sessions(),
                                        ofTeam ? "of this team" : "of this person",
                                        others.median(),
                                        others.high())
                        : "%d sessions to compare with: too few to know what is usual".formatted(others.sessions()));
        detail.put("baseline.seen", "%d tool calls in this session".formatted(now));
        detail.put(
                "baseline.unusual",
                isKnown
                        ? String.format(Locale.ROOT, "%.0f times the median", now / Math.max(1.0, others.median()))
                        : "%d or more are worth a word".formatted(rule.floor()));
        return Optional.of(Addition.ofRare(
                sight.origin(),
                runs,
                rule.points().getOrDefault(BaselineRule.Circle.PERSON, 0),
                session.toString(),
                detail));
    }

    /**
     * Tool calls of other sessions.
     *
     * @param people whose they are, without the person itself
     * @param high what 999 of 1,000 of them stay below
     */
    private record Totals(int sessions, int people, long high, long median) {

        private static final Totals NONE = new Totals(0, 0, 0, 0);
    }

    /** @param whose selects people by one parameter */
    private static Totals totals(
            Connection connection, BaselineRule rule, UUID session, Sight sight, String whose, @Nullable UUID parameter)
            throws SQLException {
        Instant at = sight.origin().at();
        try (PreparedStatement select = connection.prepareStatement(
                """
                select count(*), count(distinct person_id) filter (where person_id is distinct from ?::uuid),
                    coalesce(percentile_disc(0.999) within group (order by tool_calls), 0),
                    coalesce(percentile_disc(0.5) within group (order by tool_calls), 0)
                from session where key <> ? and tool_calls > 0 and last_seen_at >= ? and started_at < ?
                    and person_id in (%s)"""
                        .formatted(whose))) {
            select.setObject(1, sight.origin().sender().personId());
            select.setObject(2, session);
            select.setTimestamp(3, Timestamp.from(at.minus(rule.history())));
            select.setTimestamp(4, Timestamp.from(at));
            select.setObject(5, parameter);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Totals(row.getInt(1), row.getInt(2), row.getLong(3), row.getLong(4));
            }
        }
    }

    void commit() {
        judged.putAll(batch);
        batch.clear();
    }

    void rollback() {
        batch.clear();
    }
}
