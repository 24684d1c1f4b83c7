package io.elevenfold.detection.risk;

import io.elevenfold.detection.RiskRule;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.Severities;
import io.elevenfold.finding.Evidence;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.Severity;
import io.elevenfold.finding.Sighting;
import io.elevenfold.platform.CanonicalJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds risk with the caller's connection, and tells where it has become enough for a finding. Such a finding adds no risk
 * itself. The rows of the entities are locked, so that two lanes that add to the same person see each other.
 */
public final class RiskRecorder {

    /** Further hits of one source on one day would add next to nothing, and are not kept. */
    private static final int KEPT_A_DAY = 20;

    private static final int TERMS_SHOWN = 12;

    private final Connection connection;
    private final RiskRule rule;
    private final @Nullable Rule running;

    private RiskRecorder(Connection connection, RiskRule rule, @Nullable Rule running) {
        this.connection = connection;
        this.rule = rule;
        this.running = running;
    }

    /**
     * @param running the rule as it runs here; null when it is switched off: then risk adds up and raises nothing
     * @return the findings that the additions give reason for
     */
    public static List<Sighting> record(
            Connection connection, List<Addition> additions, RiskRule rule, @Nullable Rule running)
            throws SQLException {
        if (additions.isEmpty()) {
            return List.of();
        }
        return new RiskRecorder(connection, rule, running).record(additions);
    }

    private List<Sighting> record(List<Addition> additions) throws SQLException {
        Map<Entity, List<Addition>> byEntity = new TreeMap<>();
        additions.stream()
                .sorted(Comparator.comparing(each -> each.origin().at()))
                .forEach(each -> each.entities()
                        .forEach(entity -> byEntity.computeIfAbsent(entity, unseen -> new ArrayList<>())
                                .add(each)));
        Map<Entity, AssetWeights.Stake> weighed = AssetWeights.of(connection, byEntity.keySet());
        Map<Entity, Boolean> raised = lock(byEntity);
        Map<Entity, Known> known = known(byEntity);
        List<Sighting> sightings = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into risk_entry (kind, entity_id, at, source, once, title, layer, points, reference,
                            session_key, person_id, detail, sample, factor, asset)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) on conflict do nothing""");
                PreparedStatement mark =
                        connection.prepareStatement("update entity_risk set raised = ? where kind = ? and id = ?")) {
            for (Map.Entry<Entity, List<Addition>> each : byEntity.entrySet()) {
                Entity entity = each.getKey();
                boolean before = raised.getOrDefault(entity, false);
                boolean after = add(
                        insert,
                        entity,
                        each.getValue(),
                        known.computeIfAbsent(entity, none -> new Known()),
                        weighed,
                        before,
                        sightings);
                if (after != before) {
                    mark.setBoolean(1, after);
                    mark.setString(2, entity.kind().word());
                    mark.setObject(3, entity.id());
                    mark.addBatch();
                }
            }
            insert.executeBatch();
            mark.executeBatch();
        }
        return sightings;
    }

    private boolean add(
            PreparedStatement insert,
            Entity entity,
            List<Addition> additions,
            Known known,
            Map<Entity, AssetWeights.Stake> weighed,
            boolean raisedBefore,
            List<Sighting> sightings)
            throws SQLException {
        boolean raised = raisedBefore;
        List<RiskScore.Part> parts = known.parts;
        for (Addition addition : additions) {
            Instant at = addition.origin().at();
            Instant day = at.truncatedTo(ChronoUnit.DAYS);
            if (addition.once() != null && !known.once.add(addition.source() + addition.once())) {
                continue;
            }
            if (parts.stream()
                            .filter(part -> part.source().equals(addition.source())
                                    && part.at().truncatedTo(ChronoUnit.DAYS).equals(day))
                            .count()
                    >= KEPT_A_DAY) {
                continue;
            }
            if (raised && isOver(RiskScore.at(parts, at, rule.halfLife()))) {
                raised = false;
            }
            AssetWeights.Stake stake = AssetWeights.Stake.of(addition.entities(), weighed);
            parts.add(new RiskScore.Part(
                    addition.source(),
                    addition.title(),
                    addition.layer(),
                    addition.points() * stake.factor(),
                    at,
                    Proof.of(addition, stake)));
            parts.sort(Comparator.comparing(RiskScore.Part::at));
            bind(insert, entity, addition, stake);
            insert.addBatch();
            RiskScore score = RiskScore.at(parts, at, rule.halfLife());
            if (running != null && !raised && isEnough(score)) {
                raised = true;
                sightings.add(sighting(running, entity, addition, score));
            }
        }
        return raised;
    }

    private boolean isEnough(RiskScore score) {
        return score.total() >= rule.threshold()
                || score.layers() >= rule.layers() && score.total() >= rule.layersThreshold();
    }

    /** Below half of what would be enough, so that a risk that hovers about the threshold is told of once. */
    private boolean isOver(RiskScore score) {
        double enough = score.layers() >= rule.layers() ? rule.layersThreshold() : rule.threshold();
        return score.total() < enough / 2;
    }

    private Sighting sighting(Rule runs, Entity entity, Addition last, RiskScore score) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("risk.entity", entity.kind().word().replace('_', ' '));
        detail.put("risk.entity.id", entity.id().toString());
        detail.put("risk.score", rounded(score.total()));
        detail.put("risk.layers", score.layers());
        int number = 0;
        for (RiskScore.Term term : score.terms()) {
            if (++number > TERMS_SHOWN) {
                break;
            }
            String name = "risk.term.%02d".formatted(number);
            detail.put(
                    name,
                    "%s from %d × %s (layer %d)"
                            .formatted(rounded(term.risk()), term.hits(), term.title(), term.layer()));
            term.proof().asMap().forEach((key, value) -> detail.put(name + "." + key, value));
        }
        Origin origin = last.origin();
        boolean ofPerson = entity.kind() == EntityKind.PERSON || entity.kind() == EntityKind.SESSION;
        return new Sighting(
                FindingKind.BASELINE,
                runs.id(),
                entity.kind().word() + "/" + entity.id(),
                runs.title() + ": " + entity.kind().word().replace('_', ' '),
                score.total() >= rule.threshold() ? Severities.of(runs.level()) : Severity.MEDIUM,
                runs.layerOrWatching(),
                runs.controls(),
                ofPerson || entity.kind() == EntityKind.ENDPOINT
                        ? origin.sender().endpointId()
                        : null,
                ofPerson ? origin.sender().personId() : null,
                entity.kind() == EntityKind.SESSION ? entity.label() : null,
                null,
                new Evidence("activity", origin.reference(), origin.at(), origin.sessionKey(), detail),
                origin.sample());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private Map<Entity, Boolean> lock(Map<Entity, List<Addition>> byEntity) throws SQLException {
        Map<Entity, Boolean> raised = new TreeMap<>();
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into entity_risk (kind, id, label, last_at, sample)
                select * from unnest(?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::boolean[]) as t(kind, id, label, at, sample)
                order by kind, id
                on conflict (kind, id) do update set
                    last_at = greatest(entity_risk.last_at, excluded.last_at)
                returning kind, id, raised""")) {
            List<Entity> entities = List.copyOf(byEntity.keySet());
            upsert.setArray(
                    1, array("text", entities.stream().map(each -> each.kind().word())));
            upsert.setArray(2, array("uuid", entities.stream().map(Entity::id)));
            upsert.setArray(3, array("text", entities.stream().map(Entity::label)));
            upsert.setArray(
                    4,
                    array(
                            "timestamptz",
                            byEntity.values().stream()
                                    .map(each -> Timestamp.from(
                                            each.get(each.size() - 1).origin().at()))));
            upsert.setArray(5, array("boolean", byEntity.values().stream().map(each -> each.get(0)
                    .origin()
                    .sample())));
            try (ResultSet row = upsert.executeQuery()) {
                while (row.next()) {
                    raised.put(entity(row), row.getBoolean(3));
                }
            }
        }
        return raised;
    }

    /** What was added to one before. */
    private static final class Known {
        private final List<RiskScore.Part> parts = new ArrayList<>();
        private final Set<String> once = new HashSet<>();
    }

    private Map<Entity, Known> known(Map<Entity, List<Addition>> byEntity) throws SQLException {
        Map<Entity, Known> all = new TreeMap<>();
        Instant from = byEntity.values().stream()
                .map(each -> each.get(0).origin().at())
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .minus(RiskScore.REACH);
        try (PreparedStatement select = connection.prepareStatement(
                """
                select kind, entity_id, source, title, layer, points, at, once, %s from risk_entry
                where (kind, entity_id) in (select * from unnest(?::text[], ?::uuid[])) and at > ?
                order by at"""
                        .formatted(Proof.COLUMNS))) {
            select.setArray(1, array("text", byEntity.keySet().stream().map(each -> each.kind()
                    .word())));
            select.setArray(2, array("uuid", byEntity.keySet().stream().map(Entity::id)));
            select.setTimestamp(3, Timestamp.from(from));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Known known = all.computeIfAbsent(entity(row), none -> new Known());
                    known.parts.add(part(row));
                    String once = row.getString("once");
                    if (once != null) {
                        known.once.add(row.getString("source") + once);
                    }
                }
            }
        }
        return all;
    }

    /** Kind and id in the first two columns. */
    private static Entity entity(ResultSet row) throws SQLException {
        return new Entity(EntityKind.of(row.getString(1)), row.getObject(2, UUID.class), null);
    }

    /** With {@link Proof#COLUMNS}. */
    static RiskScore.Part part(ResultSet row) throws SQLException {
        Proof proof = Proof.read(row);
        return new RiskScore.Part(
                row.getString("source"),
                row.getString("title"),
                row.getInt("layer"),
                row.getDouble("points") * proof.factor(),
                row.getTimestamp("at").toInstant(),
                proof);
    }

    private java.sql.Array array(String type, java.util.stream.Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static void bind(PreparedStatement insert, Entity entity, Addition addition, AssetWeights.Stake stake)
            throws SQLException {
        Origin origin = addition.origin();
        int i = 0;
        insert.setString(++i, entity.kind().word());
        insert.setObject(++i, entity.id());
        insert.setTimestamp(++i, Timestamp.from(origin.at()));
        insert.setString(++i, addition.source());
        insert.setString(++i, addition.once());
        insert.setString(++i, addition.title());
        insert.setInt(++i, addition.layer());
        insert.setDouble(++i, addition.points());
        insert.setString(++i, origin.reference());
        insert.setObject(++i, origin.sessionKey());
        insert.setObject(++i, origin.sender().personId());
        insert.setString(++i, CanonicalJson.text(new LinkedHashMap<>(addition.detail())));
        insert.setBoolean(++i, origin.sample());
        insert.setDouble(++i, stake.factor());
        insert.setString(++i, stake.asset());
    }
}
