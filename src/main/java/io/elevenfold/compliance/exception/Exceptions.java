package io.elevenfold.compliance.exception;

import io.elevenfold.finding.ExceptionCover;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.CurrentSight;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import io.elevenfold.posture.ExceptedResults;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions to findings. One person asks with a reason and an end, another approves; findings under an exception are
 * shown as excepted and never as passed, and open again by themselves when it is over.
 */
@ApplicationScoped
public class Exceptions {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_TEXT = 2000;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Findings findings;
    private final CurrentSight sight;
    private final AuditTrail trail;
    private final ExceptionTable table;
    private final Sql sql;
    private final DataSource dataSource;
    private final Clock clock;

    Exceptions(
            Findings findings,
            CurrentSight sight,
            AuditTrail trail,
            ExceptionTable table,
            Sql sql,
            DataSource dataSource,
            Clock clock) {
        this.findings = findings;
        this.sight = sight;
        this.trail = trail;
        this.table = table;
        this.sql = sql;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Asks for an exception.
     *
     * @param by who asks
     * @param findingId a finding in sight
     * @param expiresAt when it is over, at most a year from now
     * @throws ProblemException when something is missing, or the breadth is beyond what {@code by} sees
     */
    @Transactional
    public ExceptionView request(
            Actor by, UUID findingId, Breadth breadth, @Nullable String reason, @Nullable Instant expiresAt) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_TEXT) {
            throw ProblemException.invalid(
                    "reason: %d to %d characters are expected".formatted(SHORTEST_REASON, LONGEST_TEXT));
        }
        Instant now = clock.instant();
        if (expiresAt == null || !expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw ProblemException.invalid(
                    "expires_at: a time within the next %d days is expected".formatted(LONGEST.toDays()));
        }
        FindingView finding = findings.withId(findingId);
        ExceptionTable.Scope scope = scope(finding, breadth);
        UUID id = Ids.at(now);
        sql.update(
                """
                insert into risk_exception (id, kind, source, title, endpoint_id, subject, finding_id, reason, requested_by,
                    requested_by_id, requested_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        id,
                        finding.kind(),
                        finding.source(),
                        finding.title(),
                        scope.endpoint(),
                        scope.subject(),
                        findingId,
                        why,
                        by.name(),
                        by.personId(),
                        now,
                        expiresAt));
        trail.keep(
                by,
                "exception.requested",
                id,
                Map.of("exception", id.toString(), "finding", findingId.toString(), "breadth", breadth.word()));
        return withId(id);
    }

    /** What an exception of that breadth would cover at present. */
    @Transactional
    public Hidden preview(UUID findingId, Breadth breadth) {
        FindingView finding = findings.withId(findingId);
        ExceptionTable.Scope scope = scope(finding, breadth);
        return table.hidden(finding.kind(), finding.source(), scope);
    }

    /** What it covers at present, or would. */
    @Transactional
    public Hidden hidden(ExceptionView exception) {
        return table.hidden(
                exception.kind(),
                exception.source(),
                new ExceptionTable.Scope(exception.endpointId(), exception.subject()));
    }

    private ExceptionTable.Scope scope(FindingView finding, Breadth breadth) {
        UUID endpoint = finding.subject().endpointId();
        if (breadth == Breadth.SOURCE) {
            if (!sight.get().everything()) {
                throw new ProblemException(
                        ProblemType.FORBIDDEN, "Only who sees everything can ask for an exception for everybody");
            }
            return new ExceptionTable.Scope(null, null);
        }
        if (breadth == Breadth.ENDPOINT) {
            if (endpoint == null) {
                throw ProblemException.invalid("breadth: this finding is of no endpoint");
            }
            return new ExceptionTable.Scope(endpoint, null);
        }
        return new ExceptionTable.Scope(endpoint, finding.subject().key());
    }

    /**
     * Approves or rejects.
     *
     * @throws ProblemException when it is decided already, is over, or was asked for by the same person
     */
    @Transactional
    public ExceptionView decide(Actor by, UUID id, boolean approve, @Nullable String note) {
        lock(id);
        ExceptionView asked = withId(id);
        if (!asked.isRequested()) {
            throw new ProblemException(ProblemType.CONFLICT, "This exception is %s".formatted(asked.state()));
        }
        if (approve && table.wasRequestedBy(by, id)) {
            throw new ProblemException(
                    ProblemType.ANOTHER_PERSON_NEEDED, "Somebody other than the one who asked has to approve");
        }
        if (note != null && note.length() > LONGEST_TEXT) {
            throw ProblemException.invalid("note: at most %d characters are expected".formatted(LONGEST_TEXT));
        }
        Instant now = clock.instant();
        sql.update(
                "update risk_exception set decision = ?, decided_by = ?, decided_at = ?, note = ? where id = ?",
                Arrays.asList(approve ? "approved" : "rejected", by.name(), now, note, id));
        trail.keep(by, approve ? "exception.approved" : "exception.rejected", id, Map.of("exception", id.toString()));
        apply(now);
        return withId(id);
    }

    /** Ends one in force, or takes back a request. @throws ProblemException when it is over already */
    @Transactional
    public ExceptionView withdraw(Actor by, UUID id) {
        lock(id);
        ExceptionView exception = withId(id);
        if (!exception.isInForce() && !exception.isRequested()) {
            throw new ProblemException(ProblemType.CONFLICT, "This exception is %s".formatted(exception.state()));
        }
        Instant now = clock.instant();
        sql.update(
                "update risk_exception set ended_at = ?, ended_because = 'withdrawn', ended_by = ? where id = ?",
                List.of(now, by.name(), id));
        trail.keep(by, "exception.withdrawn", id, Map.of("exception", id.toString()));
        apply(now);
        return withId(id);
    }

    /** Ends what is over, and covers findings that came while an exception was being approved. */
    @Scheduled(
            identity = "exceptions",
            every = "1m",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void onSchedule() {
        Instant now = clock.instant();
        List<UUID> over = sql.list(
                """
                select id from risk_exception where ended_at is null and expires_at <= ?
                    and decision is distinct from 'rejected' order by id for update""",
                row -> row.getObject(1, UUID.class),
                List.of(now));
        for (UUID id : over) {
            sql.update(
                    "update risk_exception set ended_at = ?, ended_because = 'expired' where id = ?", List.of(now, id));
            trail.keep(Actor.SYSTEM, "exception.expired", id, Map.of("exception", id.toString()));
        }
        apply(now);
    }

    private void apply(Instant now) {
        try (Connection connection = dataSource.getConnection()) {
            ExceptedResults.apply(connection, now);
            ExceptionCover.apply(connection, now);
        } catch (SQLException e) {
            throw new IllegalStateException("exceptions could not be applied: " + e.getMessage(), e);
        }
    }

    private void lock(UUID id) {
        sql.list("select 1 from risk_exception where id = ? for update", row -> 1, List.of(id));
    }

    /** @throws ProblemException when there is none with that id */
    @Transactional
    public ExceptionView withId(UUID id) {
        return table.find(id).orElseThrow(() -> ProblemException.notFound("No exception has the id " + id));
    }

    /** Newest first. */
    @Transactional
    public Page<ExceptionView> newest(int limit, @Nullable String after) {
        return table.newest(limit, after);
    }

    /** Those that cover a finding, or would; newest first, bounded. */
    @Transactional
    public List<ExceptionView> about(FindingView finding) {
        return table.about(finding);
    }

    /** Those that were in force at a moment, bounded; their state is that of today. */
    @Transactional
    public List<ExceptionView> inForceAt(Instant at) {
        return table.inForceAt(at);
    }
}
