package io.elevenfold.detection.risk;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is at stake, as people say it, with their reasons. What was added before a change keeps its weight. */
@ApplicationScoped
public class AssetWeights {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 2_000;
    private static final int MOST = 1_000;
    private static final String COLUMNS = "kind, asset_id, name, factor, reason, changed_by, changed_at";

    private final Sql sql;
    private final AuditTrail trail;
    private final Clock clock;

    AssetWeights(Sql sql, AuditTrail trail, Clock clock) {
        this.sql = sql;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Says what is at stake. To say what is said already changes nothing.
     *
     * @param name of a repository or MCP server as agents report it; of an endpoint its id, or its hostname if only one has it
     * @throws ProblemException when there is no such endpoint, no reason, or another factor than those that exist
     */
    @Transactional
    public AssetWeight set(
            Actor actor,
            @Nullable String kind,
            @Nullable String name,
            @Nullable Double factor,
            @Nullable String reason) {
        Entity asset = asset(EntityKind.of(kind == null ? "" : kind), name == null ? "" : name.strip());
        if (factor == null || !AssetWeight.FACTORS.contains(factor)) {
            throw ProblemException.invalid("factor: one of 0.5, 1, 1.5 and 2 is expected");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw ProblemException.invalid(
                    "reason: %d to %d characters are expected".formatted(SHORTEST_REASON, LONGEST_REASON));
        }
        AssetWeight before =
                changes(asset.kind(), asset.id()).stream().findFirst().orElse(null);
        if (before != null && before.factor() == factor || before == null && factor == 1) {
            return before == null ? weight(asset, factor, why, actor) : before;
        }
        AssetWeight made = weight(asset, factor, why, actor);
        sql.update(
                "insert into asset_weight (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)",
                List.of(made.kind(), made.id(), made.name(), made.factor(), made.reason(), made.by(), made.at()));
        trail.keep(
                actor,
                "asset.weighed",
                AuditTrail.NOBODY,
                Map.of(
                        "kind", made.kind(),
                        "name", made.name(),
                        "reason", why,
                        "before", before == null ? 1.0 : before.factor(),
                        "after", made.factor()));
        return made;
    }

    private AssetWeight weight(Entity asset, double factor, String reason, Actor actor) {
        String name = asset.label() == null ? asset.id().toString() : asset.label();
        return new AssetWeight(asset.kind().word(), asset.id(), name, factor, reason, actor.name(), clock.instant());
    }

    private Entity asset(EntityKind kind, String name) {
        if (!kind.isAsset()) {
            throw ProblemException.invalid("kind: one of endpoint, repository, mcp_server is expected");
        }
        if (name.isEmpty() || name.length() > Entity.LONGEST) {
            throw ProblemException.invalid("name: 1 to %d characters are expected".formatted(Entity.LONGEST));
        }
        if (kind != EntityKind.ENDPOINT) {
            return Entity.named(kind, name);
        }
        List<Entity> found = sql.list(
                "select id, hostname from endpoint where id::text = ? or hostname = ? limit 2",
                row -> new Entity(kind, row.getObject(1, UUID.class), row.getString(2)),
                List.of(name, name));
        if (found.size() != 1) {
            throw ProblemException.invalid(
                    found.isEmpty()
                            ? "name: no endpoint has this id or hostname"
                            : "name: several endpoints have this hostname, give the id of one");
        }
        return found.get(0);
    }

    /** What is weighed now, other than by 1. */
    public List<AssetWeight> all() {
        return sql.list(
                "select " + COLUMNS + " from (select distinct on (kind, asset_id) * from asset_weight"
                        + " order by kind, asset_id, id desc) latest where factor <> 1 order by changed_at desc limit "
                        + MOST,
                AssetWeights::read,
                List.of());
    }

    /** What was said about everything, newest first, at most a hundred. */
    public List<AssetWeight> changes() {
        return sql.list(
                "select " + COLUMNS + " from asset_weight order by id desc limit 100", AssetWeights::read, List.of());
    }

    /** What was said about one, newest first. */
    public List<AssetWeight> changes(EntityKind kind, UUID id) {
        return sql.list(
                "select " + COLUMNS + " from asset_weight where kind = ? and asset_id = ? order by id desc limit 100",
                AssetWeights::read,
                List.of(kind.word(), id));
    }

    private static AssetWeight read(ResultSet row) throws SQLException {
        return new AssetWeight(
                row.getString(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getDouble(4),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant());
    }

    /**
     * What risk counts that belongs to some of them.
     *
     * @param asset which of them says so; null when none is weighed
     */
    record Stake(double factor, @Nullable String asset) {

        static final Stake ORDINARY = new Stake(1, null);

        /** The heaviest of those that are weighed. */
        static Stake of(Collection<Entity> entities, Map<Entity, Stake> weighed) {
            return entities.stream()
                    .map(weighed::get)
                    .filter(stake -> stake != null)
                    .max(Comparator.comparingDouble(Stake::factor))
                    .orElse(ORDINARY);
        }
    }

    /** Those of the entities that are weighed, with the connection of the transaction that adds risk. */
    static Map<Entity, Stake> of(Connection connection, Collection<Entity> entities) throws SQLException {
        List<Entity> assets =
                entities.stream().filter(each -> each.kind().isAsset()).toList();
        Map<Entity, Stake> weighed = new HashMap<>();
        if (assets.isEmpty()) {
            return weighed;
        }
        try (PreparedStatement select = connection.prepareStatement(
                """
                select distinct on (kind, asset_id) kind, asset_id, name, factor from asset_weight
                where (kind, asset_id) in (select * from unnest(?::text[], ?::uuid[])) order by kind, asset_id, id desc""")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            assets.stream().map(each -> each.kind().word()).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", assets.stream().map(Entity::id).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    EntityKind kind = EntityKind.of(row.getString(1));
                    String asset = kind.word().replace('_', ' ') + " " + row.getString(3);
                    weighed.put(
                            new Entity(kind, row.getObject(2, UUID.class), null), new Stake(row.getDouble(4), asset));
                }
            }
        }
        weighed.values().removeIf(stake -> stake.factor() == 1);
        return weighed;
    }
}
