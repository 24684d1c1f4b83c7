package io.elevenfold.evidence.engagement;

import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which auditor may enter which engagement from when until when. Giving, extending and taking away are records. */
@ApplicationScoped
public class TimeBoxes {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String SELECT =
            """
            select distinct on (a.engagement_id, a.auditor) a.engagement_id, e.name, a.auditor, a.begins, a.ends,
                a.reason, a.given_by, a.given_at
            from engagement_access a join engagement e on e.id = a.engagement_id
            where %s order by a.engagement_id, a.auditor, a.given_at desc, a.id desc""";

    private final Sql sql;
    private final AuditTrail trail;
    private final Clock clock;

    TimeBoxes(Sql sql, AuditTrail trail, Clock clock) {
        this.sql = sql;
        this.trail = trail;
        this.clock = clock;
    }

    /** Of an engagement, by auditor. */
    public List<TimeBox> of(UUID engagement) {
        return sql.list(SELECT.formatted("a.engagement_id = ?"), this::view, List.of(engagement));
    }

    /** Every act, oldest first: what was given, extended and taken away. */
    public List<TimeBox> history(UUID engagement) {
        return sql.list(
                """
                select a.engagement_id, e.name, a.auditor, a.begins, a.ends, a.reason, a.given_by, a.given_at
                from engagement_access a join engagement e on e.id = a.engagement_id
                where a.engagement_id = ? order by a.given_at, a.id""",
                this::view,
                List.of(engagement));
    }

    /** Of an auditor, over all engagements. */
    List<TimeBox> ofAuditor(String auditor) {
        return sql.list(SELECT.formatted("a.auditor = ?"), this::view, List.of(auditor));
    }

    Optional<TimeBox> of(UUID engagement, String auditor) {
        return sql.first(
                SELECT.formatted("a.engagement_id = ? and a.auditor = ?"), this::view, List.of(engagement, auditor));
    }

    /**
     * Admits an auditor for a time, in the place of what was said before.
     *
     * @param reason null when there is nothing to tell
     * @throws ProblemException when a field makes no sense, or there is no such engagement
     */
    @Transactional
    public TimeBox give(
            Visitor by,
            UUID engagement,
            @Nullable String auditor,
            @Nullable Instant begins,
            @Nullable Instant ends,
            @Nullable String reason) {
        String name = Texts.required(auditor, "auditor", Texts.NAME);
        if (begins == null || ends == null || !begins.isBefore(ends)) {
            throw ProblemException.invalid("ends: access ends after it begins");
        }
        if (Duration.between(begins, ends).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("ends: access lasts a year at most");
        }
        return keep(by, engagement, name, begins, ends, Texts.optional(reason, "reason", Texts.LONG));
    }

    /**
     * Takes access away, at once.
     *
     * @throws ProblemException when they have none
     */
    @Transactional
    public void takeAway(Visitor by, UUID engagement, @Nullable String auditor, @Nullable String reason) {
        String name = Texts.required(auditor, "auditor", Texts.NAME);
        if (of(engagement, name).filter(box -> box.begins() != null).isEmpty()) {
            throw ProblemException.notFound("Nobody of this name is admitted to this engagement");
        }
        keep(by, engagement, name, null, null, Texts.optional(reason, "reason", Texts.LONG));
    }

    private TimeBox keep(
            Visitor by, UUID engagement, String name, @Nullable Instant begins, @Nullable Instant ends, String reason) {
        if (sql.list("select 1 from engagement where id = ?", row -> 1, List.of(engagement))
                .isEmpty()) {
            throw ProblemException.notFound("No engagement has this id");
        }
        Instant now = clock.instant();
        sql.update(
                """
                insert into engagement_access (id, engagement_id, auditor, begins, ends, reason, given_by, given_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        Ids.at(now),
                        engagement,
                        name,
                        begins,
                        ends,
                        reason,
                        by.actor().name(),
                        now));
        trail.keep(
                by.actor(),
                begins == null ? "engagement.access_removed" : "engagement.access_given",
                AuditTrail.NOBODY,
                Map.of(
                        "engagement",
                        engagement.toString(),
                        "auditor",
                        name,
                        "begins",
                        begins == null ? "" : begins.toString(),
                        "ends",
                        ends == null ? "" : ends.toString(),
                        "reason",
                        reason));
        return of(engagement, name).orElseThrow();
    }

    private TimeBox view(ResultSet row) throws SQLException {
        Timestamp begins = row.getTimestamp("begins");
        Timestamp ends = row.getTimestamp("ends");
        Instant from = begins == null ? null : begins.toInstant();
        Instant to = ends == null ? null : ends.toInstant();
        return new TimeBox(
                row.getObject("engagement_id", UUID.class),
                row.getString("name"),
                row.getString("auditor"),
                from,
                to,
                row.getString("reason"),
                row.getString("given_by"),
                row.getTimestamp("given_at").toInstant(),
                TimeBox.state(from, to, clock.instant()));
    }
}
