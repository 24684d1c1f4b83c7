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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Legal holds. The functions that delete and erase look at the same table, so nobody gets round it by mistake. */
@ApplicationScoped
public class LegalHolds {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST = 2000;
    private static final String SELECT =
            """
            select id, name, reason, person_id, from_at, to_at, set_by, set_at, released_by, released_at
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

    /** @throws ProblemException when a field is missing or makes no sense */
    @Transactional
    public LegalHold set(Actor by, Request request) {
        String name = text(request.name(), "name", 1);
        String reason = text(request.reason(), "reason", SHORTEST_REASON);
        Instant from = request.from() == null ? Instant.EPOCH : request.from();
        if (request.to() != null && !from.isBefore(request.to())) {
            throw ProblemException.invalid("to: a hold must end after it begins");
        }
        UUID id = Ids.at(clock.instant());
        sql.update(
                """
                insert into legal_hold (id, name, reason, person_id, from_at, to_at, set_by, set_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(id, name, reason, request.personId(), from, request.to(), by.name(), clock.instant()));
        trail.keep(
                by,
                "legal_hold.set",
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

    /** @throws ProblemException when there is none, or it was released already */
    @Transactional
    public LegalHold release(Actor by, UUID id) {
        int released = sql.update(
                "update legal_hold set released_by = ?, released_at = ? where id = ? and released_at is null",
                List.of(by.name(), clock.instant(), id));
        LegalHold hold = withId(id);
        if (released == 0) {
            throw new ProblemException(ProblemType.CONFLICT, "This hold was released by " + hold.releasedBy());
        }
        trail.keep(by, "legal_hold.released", AuditTrail.NOBODY, Map.of("hold", id.toString(), "name", hold.name()));
        return hold;
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
                row.getString("released_by"),
                instant(row.getTimestamp("released_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
