package io.elevenfold.evidence.engagement;

import io.elevenfold.framework.Control;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Mapping;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door of the auditor's room. Every service here lets people in through it, so that nobody sees an engagement out of
 * their time, and no look is left out of the audit trail.
 */
@ApplicationScoped
class Room {

    private static final String SELECT =
            """
            select e.*,
                (select array_agg(c.control) from (select distinct on (control) control, design, operation
                    from engagement_conclusion where engagement_id = e.id
                    order by control, concluded_at desc, id desc) c) as concluded,
                (select array_agg(c.control) from (select distinct on (control) control, design, operation
                    from engagement_conclusion where engagement_id = e.id
                    order by control, concluded_at desc, id desc) c
                    where 'deficient' in (c.design, c.operation)) as deficient,
                (select count(*) from engagement_test t where t.engagement_id = e.id) as samples,
                i.items, i.items_concluded, i.deviating, r.requests, r.accepted,
                (select count(*) from engagement_file f where f.engagement_id = e.id) as files
            from engagement e,
                lateral (select count(*) as items, count(conclusion) as items_concluded,
                    count(*) filter (where conclusion = 'deviates') as deviating
                    from engagement_item i join engagement_test t on t.id = i.test_id where t.engagement_id = e.id) i,
                lateral (select count(*) as requests, count(*) filter (where (select a.state
                        from engagement_request_act a where a.request_id = q.id
                        order by a.acted_at desc, a.id desc limit 1) = 'accepted') as accepted
                    from engagement_request q where q.engagement_id = e.id) r""";

    private final Sql sql;
    private final TimeBoxes boxes;
    private final FrameworkCatalog frameworks;
    private final AuditTrail trail;

    Room(Sql sql, TimeBoxes boxes, FrameworkCatalog frameworks, AuditTrail trail) {
        this.sql = sql;
        this.boxes = boxes;
        this.frameworks = frameworks;
        this.trail = trail;
    }

    /**
     * Lets somebody in to look, and keeps that they did.
     *
     * @param what they look at, for example {@code control L03-01}
     * @throws ProblemException when there is no such engagement for them, or it is not their time
     */
    @Transactional
    public Engagement look(Visitor by, UUID id, String what) {
        Engagement engagement = enter(by, id);
        note(by, "engagement.viewed", id, Map.of("what", what));
        return engagement;
    }

    /**
     * Lets somebody in to change something; the caller notes what. Nobody else changes this engagement until the
     * transaction ends.
     *
     * @throws ProblemException as {@link #look}, and when the engagement was signed off
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Engagement work(Visitor by, UUID id) {
        sql.list("select 1 from engagement where id = ? for update", row -> 1, List.of(id));
        Engagement engagement = enter(by, id);
        if (!engagement.isOpen()) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "This engagement was closed by %s".formatted(engagement.closedBy()));
        }
        return engagement;
    }

    /** As {@link #look}, without a note: for what is noted when it is done. */
    Engagement enter(Visitor by, UUID id) {
        if (by.isExternal()) {
            TimeBox box = boxes.of(id, by.actor().name()).orElseThrow(Room::notFound);
            if (!box.isActive()) {
                throw new ProblemException(ProblemType.FORBIDDEN, box.refusal());
            }
        }
        return withId(id);
    }

    /** For the service itself. */
    Engagement withId(UUID id) {
        return sql.first(SELECT + " where e.id = ?", this::view, List.of(id)).orElseThrow(Room::notFound);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("No engagement has this id");
    }

    /** Newest first; an external auditor gets those into which they are let now. */
    List<Engagement> newest(Visitor by, int most, @Nullable UUID before) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where true");
        if (by.isExternal()) {
            where.append(" and e.id = any(?)");
            parameters.add(boxes.ofAuditor(by.actor().name()).stream()
                    .filter(TimeBox::isActive)
                    .map(TimeBox::engagement)
                    .toList());
            if (((List<?>) parameters.get(0)).isEmpty()) {
                return List.of();
            }
        }
        if (before != null) {
            where.append(" and e.id < ?");
            parameters.add(before);
        }
        return sql.list(SELECT + where + " order by e.id desc limit " + most, this::view, parameters);
    }

    /** Keeps that somebody looked at the list. */
    void noteList(Visitor by) {
        trail.keep(by.actor(), "engagement.listed", AuditTrail.NOBODY, Map.of());
    }

    /** Keeps an act, with the change that it tells of. */
    void note(Visitor by, String type, UUID id, Map<String, Object> more) {
        Map<String, Object> detail = new TreeMap<>(more);
        detail.put("engagement", id.toString());
        trail.keep(by.actor(), type, AuditTrail.NOBODY, detail);
    }

    /** What an engagement examines: what maps to its framework; all controls without one. */
    List<Control> controls(Engagement engagement) {
        return controls(engagement.framework(), engagement.frameworkVersion());
    }

    private List<Control> controls(@Nullable String framework, @Nullable String version) {
        if (framework == null) {
            return frameworks.controls();
        }
        Set<String> mapped = frameworks.mappings().stream()
                .filter(mapping -> mapping.requirement().framework().equals(framework)
                        && mapping.requirement().version().equals(version))
                .map(Mapping::control)
                .collect(Collectors.toSet());
        return frameworks.controls().stream()
                .filter(control -> mapped.contains(control.id()))
                .toList();
    }

    /** @throws ProblemException when the engagement does not examine it */
    Control control(Engagement engagement, @Nullable String id) {
        return controls(engagement).stream()
                .filter(control -> control.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "control: the id of a control that this engagement examines is expected, for example L06-01"));
    }

    private Engagement view(ResultSet row) throws SQLException {
        String framework = row.getString("framework");
        String version = row.getString("framework_version");
        Set<String> examined =
                controls(framework, version).stream().map(Control::id).collect(Collectors.toSet());
        return new Engagement(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("scope"),
                framework,
                version,
                row.getTimestamp("period_from").toInstant(),
                row.getTimestamp("period_to").toInstant(),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("closed_by"),
                instant(row.getTimestamp("closed_at")),
                row.getString("statement"),
                row.getString("signed_sha256"),
                row.getBoolean("sample"),
                new Engagement.Progress(
                        examined.size(),
                        among(row, "concluded", examined),
                        among(row, "deficient", examined),
                        row.getInt("samples"),
                        row.getInt("items"),
                        row.getInt("items_concluded"),
                        row.getInt("deviating"),
                        row.getInt("requests"),
                        row.getInt("accepted"),
                        row.getInt("files")));
    }

    private static int among(ResultSet row, String column, Set<String> examined) throws SQLException {
        return row.getArray(column) == null
                ? 0
                : (int) Set.of((String[]) row.getArray(column).getArray()).stream()
                        .filter(examined::contains)
                        .count();
    }

    static @Nullable Instant instant(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant).orElse(null);
    }
}
