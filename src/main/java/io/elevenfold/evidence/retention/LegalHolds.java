package io.elevenfold.evidence.retention;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds. One person asks for one and another approves; the same to lift it. It holds from the asking on. The
 * functions that delete and erase look at the same table, so nobody gets round it by mistake.
 */
@ApplicationScoped
public class LegalHolds {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST = 2000;
    private static final String SELECT =
            """
            select id, name, reason, person_id, from_at, to_at, set_by, set_at, approved_by, approved_at,
                release_asked_by, release_asked_at, release_reason, released_by, released_at
            from legal_hold""";

    private final Sql sql;
    private final AuditTrail trail;
    private final Clock clock;

    LegalHolds(Sql sql, AuditTrail trail, Clock clock) {
        this.sql = sql;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What somebody asks for.
     *
     * @param personId null for everybody
     * @param to null for all that is still to come
     */
    public record Request(
            @Nullable String name,
            @Nullable String reason,
            @Nullable UUID personId,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Those that hold and those that were released, newest first, two hundred at most. */
    public List<LegalHold> all() {
        return sql.list(SELECT + " order by set_at desc, id desc limit 200", LegalHolds::view, List.of());
    }

    /**
     * Asks for a hold. Nothing in its scope is deleted from now on.
     *
     * @throws ProblemException when a field is missing or makes no sense
     */
    @Transactional
    public LegalHold ask(Actor by, Request request) {
        String name = text(request.name(), "name", 1);
        String reason = text(request.reason(), "reason", SHORTEST_REASON);
        Instant from = request.from() == null ? Instant.EPOCH : request.from();
        if (request.to() != null && !from.isBefore(request.to())) {
            throw ProblemException.invalid("to: a hold must end after it begins");
        }
        UUID id = Ids.at(clock.instant());
        sql.update(
                """
                insert into legal_hold (id, name, reason, person_id, from_at, to_at, set_by, set_at, set_by_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        id,
                        name,
                        reason,
                        request.personId(),
                        from,
                        request.to(),
                        by.name(),
                        clock.instant(),
                        by.personId()));
        trail.keep(
                by,
                "legal_hold.asked",
                AuditTrail.NOBODY,
                Map.of(
                        "hold",
                        id.toString(),
                        "name",
                        name,
                        "reason",
                        reason,
                        "person",
                        String.valueOf(request.personId()),
                        "from",
                        from.toString(),
                        "to",
                        String.valueOf(request.to())));
        return withId(id);
    }

    /**
     * Asks to lift a hold; it holds on until somebody else approves.
     *
     * @throws ProblemException when there is none, the reason is missing, or it is not in force
     */
    @Transactional
    public LegalHold askRelease(Actor by, UUID id, @Nullable String reason) {
        String why = text(reason, "reason", SHORTEST_REASON);
        LegalHold hold = locked(id, "in_force");
        sql.update(
                """
                update legal_hold set release_asked_by = ?, release_asked_by_id = ?, release_asked_at = ?,
                    release_reason = ? where id = ?""",
                Arrays.asList(by.name(), by.personId(), clock.instant(), why, id));
        keep(by, "legal_hold.release_asked", hold, Map.of("reason", why));
        return withId(id);
    }

    /**
     * Approves what was asked for: the hold, or its lifting.
     *
     * @throws ProblemException when nothing waits for it, or the same person asked
     */
    @Transactional
    public LegalHold approve(Actor by, UUID id) {
        LegalHold hold = locked(id, "requested", "release_requested");
        if (wasAskedBy(by, id)) {
            throw new ProblemException(
                    ProblemType.ANOTHER_PERSON_NEEDED, "Somebody other than the one who asked has to approve");
        }
        boolean isRelease = hold.releaseAskedAt() != null;
        sql.update(
                isRelease
                        ? "update legal_hold set released_by = ?, released_at = ? where id = ?"
                        : "update legal_hold set approved_by = ?, approved_at = ? where id = ?",
                List.of(by.name(), clock.instant(), id));
        keep(by, isRelease ? "legal_hold.released" : "legal_hold.set", hold, Map.of());
        return withId(id);
    }

    /**
     * Refuses what was asked for, or takes it back: the hold ends, or stays.
     *
     * @throws ProblemException when nothing waits for it
     */
    @Transactional
    public LegalHold refuse(Actor by, UUID id) {
        LegalHold hold = locked(id, "requested", "release_requested");
        boolean isRelease = hold.releaseAskedAt() != null;
        if (isRelease) {
            sql.update(
                    """
                    update legal_hold set release_asked_by = null, release_asked_by_id = null, release_asked_at = null,
                        release_reason = null where id = ?""",
                    List.of(id));
        } else {
            sql.update(
                    "update legal_hold set released_by = ?, released_at = ? where id = ?",
                    List.of(by.name(), clock.instant(), id));
        }
        keep(by, isRelease ? "legal_hold.release_refused" : "legal_hold.refused", hold, Map.of());
        return withId(id);
    }

    private LegalHold locked(UUID id, String... states) {
        LegalHold hold = sql.first(SELECT + " where id = ? for update", LegalHolds::view, List.of(id))
                .orElseThrow(() -> ProblemException.notFound("No legal hold has this id"));
        if (!List.of(states).contains(hold.state())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "This hold is %s".formatted(hold.state().replace('_', ' ')));
        }
        return hold;
    }

    /** By name, and by person: somebody's second token is not somebody else. */
    private boolean wasAskedBy(Actor by, UUID id) {
        return sql.first(
                        """
                        select coalesce(release_asked_by, set_by) = ?
                            or coalesce(case when release_asked_by is null then set_by_id else release_asked_by_id end = ?,
                                false)
                        from legal_hold where id = ?""",
                        row -> row.getBoolean(1),
                        Arrays.asList(by.name(), by.personId(), id))
                .orElse(true);
    }

    private void keep(Actor by, String type, LegalHold hold, Map<String, Object> more) {
        Map<String, Object> detail = new TreeMap<>(more);
        detail.put("hold", hold.id().toString());
        detail.put("name", hold.name());
        trail.keep(by, type, AuditTrail.NOBODY, detail);
    }

    /** Whether something about this person must stay. */
    boolean isOn(UUID person) {
        return !sql.list(
                        """
                        select 1 from legal_hold
                        where released_at is null and (person_id is null or person_id = ?) limit 1""",
                        row -> 1,
                        List.of(person))
                .isEmpty();
    }

    private LegalHold withId(UUID id) {
        return sql.first(SELECT + " where id = ?", LegalHolds::view, List.of(id))
                .orElseThrow(() -> ProblemException.notFound("No legal hold has this id"));
    }

    static String text(@Nullable String text, String name, int shortest) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.length() < shortest || stripped.length() > LONGEST) {
            throw ProblemException.invalid("%s: %d to %d characters are expected".formatted(name, shortest, LONGEST));
        }
        return stripped;
    }

    private static LegalHold view(ResultSet row) throws SQLException {
        return new LegalHold(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("reason"),
                row.getObject("person_id", UUID.class),
                row.getTimestamp("from_at").toInstant(),
                instant(row.getTimestamp("to_at")),
                row.getString("set_by"),
                row.getTimestamp("set_at").toInstant(),
                row.getString("approved_by"),
                instant(row.getTimestamp("approved_at")),
                row.getString("release_asked_by"),
                instant(row.getTimestamp("release_asked_at")),
                row.getString("release_reason"),
                row.getString("released_by"),
                instant(row.getTimestamp("released_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
