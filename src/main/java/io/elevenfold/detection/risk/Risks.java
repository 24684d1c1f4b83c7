package io.elevenfold.detection.risk;

import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How much risk there is on whom, now or at a moment of the last months. */
@ApplicationScoped
public class Risks {

    private static final int MOST = 100;
    private static final Duration KEPT = Duration.ofDays(100);

    private static final String NAME = "coalesce(p.email, e.hostname, r.label, r.id::text)";
    private static final String NAMED =
            """
            from entity_risk r
            left join person p on r.kind = 'person' and p.id = r.id
            left join endpoint e on r.kind = 'endpoint' and e.id = r.id\s""";

    private final Sql sql;
    private final Clock clock;
    private final Duration halfLife;

    Risks(Sql sql, Clock clock, RuleCatalog catalog) {
        this.sql = sql;
        this.clock = clock;
        this.halfLife = catalog.baselines().risk().halfLife();
    }

    /**
     * Those with the most risk, at most a hundred.
     *
     * @param kind null for all
     * @param at null for now
     */
    public List<RiskView> most(@Nullable EntityKind kind, @Nullable Instant at) {
        Instant moment = at == null ? clock.instant() : at;
        List<Object> parameters =
                new ArrayList<>(List.of(moment, halfLife.toSeconds(), moment.minus(RiskScore.REACH), moment));
        if (kind != null) {
            parameters.add(kind.word());
        }
        return sql.list(
                """
                with part as (
                    select kind, entity_id, layer, at, points * factor
                        / power(row_number() over (partition by kind, entity_id, source order by at), 1.5)
                        * power(2, -extract(epoch from ? - at)::double precision / ?) as risk
                    from risk_entry where at > ? and at <= ? %s),
                total as (
                    select kind, entity_id, sum(risk) as risk, count(distinct layer) as layers, max(at) as last
                    from part group by 1, 2 order by 3 desc limit %d)
                select r.kind, r.id, %s as name, t.risk, t.layers, t.last, r.raised, r.sample
                %s join total t on t.kind = r.kind and t.entity_id = r.id
                where t.risk >= 1 order by t.risk desc"""
                        .formatted(kind == null ? "" : "and kind = ?", MOST, NAME, NAMED),
                row -> new RiskView(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getDouble(4),
                        row.getInt(5),
                        row.getTimestamp(6).toInstant(),
                        row.getBoolean(7),
                        row.getBoolean(8)),
                parameters);
    }

    /** @throws ProblemException when nothing was ever added to it */
    public RiskDetail of(EntityKind kind, UUID id, @Nullable Instant at) {
        Instant moment = at == null ? clock.instant() : at;
        String name = sql.first(
                        "select " + NAME + " " + NAMED + " where r.kind = ? and r.id = ?",
                        row -> row.getString(1),
                        List.of(kind.word(), id))
                .orElseThrow(() -> ProblemException.notFound("No risk is known of this " + kind.word()));
        List<RiskScore.Part> parts = sql.list(
                "select source, title, layer, points, at, " + Proof.COLUMNS
                        + " from risk_entry where kind = ? and entity_id = ? and at > ? and at <= ? order by at",
                RiskRecorder::part,
                List.of(kind.word(), id, moment.minus(RiskScore.REACH), moment));
        RiskScore score = RiskScore.at(parts, moment, halfLife);
        return new RiskDetail(kind.word(), id, name, score.total(), score.terms());
    }

    /** What can no longer be asked for, and what is no longer usual. Findings keep their terms. */
    @Scheduled(every = "6h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forget() {
        Instant end = clock.instant().minus(KEPT);
        sql.update("delete from risk_entry where at < ?", List.of(end));
        sql.update("delete from entity_risk where last_at < ?", List.of(end));
        sql.update("delete from baseline_term where last_seen < ?", List.of(end));
        sql.update("delete from baseline_day where day < ?", List.of(LocalDate.ofInstant(end, ZoneOffset.UTC)));
        sql.update("delete from activity_hour where hour < ?", List.of(end));
        sql.update("delete from distinct_hour where hour < ?", List.of(end));
    }
}
