package io.elevenfold.policy;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads policies and versions; a version is in force when no later one is. */
@ApplicationScoped
class PolicyTable {

    private static final String POLICY =
            """
            select p.*,
                (select max(number) from policy_version v
                    where v.policy_id = p.id and v.effective_at <= ? and p.archived_at is null) as in_force,
                (select max(number) from policy_version v
                    where v.policy_id = p.id and v.approved_at is null) as draft
            from policy p""";

    private static final String VERSION =
            """
            select v.*, case
                when v.approved_at is null then 'draft'
                when v.effective_at > ? then 'scheduled'
                when p.archived_at is not null then 'replaced'
                when v.number = (select max(number) from policy_version w
                    where w.policy_id = v.policy_id and w.effective_at <= ?) then 'in_force'
                else 'replaced' end as state
            from policy_version v join policy p on p.id = v.policy_id""";

    private final Sql sql;

    PolicyTable(Sql sql) {
        this.sql = sql;
    }

    List<PolicyView> policies(Instant now, int limit, @Nullable UUID after) {
        List<Object> parameters = new ArrayList<>(List.of(now));
        if (after != null) {
            parameters.add(after);
        }
        return sql.list(
                POLICY + (after == null ? "" : " where p.id < ?") + " order by p.id desc limit " + limit,
                PolicyTable::policy,
                parameters);
    }

    Optional<PolicyView> policy(UUID id, Instant now) {
        return sql.first(POLICY + " where p.id = ?", PolicyTable::policy, List.of(now, id));
    }

    List<VersionView> versions(UUID policy, Instant now) {
        return sql.list(
                VERSION + " where v.policy_id = ? order by v.number desc",
                PolicyTable::version,
                List.of(now, now, policy));
    }

    Optional<VersionView> version(UUID policy, int number, Instant now) {
        return sql.first(
                VERSION + " where v.policy_id = ? and v.number = ?",
                PolicyTable::version,
                List.of(now, now, policy, number));
    }

    Optional<VersionView> version(UUID id, Instant now) {
        return sql.first(VERSION + " where v.id = ?", PolicyTable::version, List.of(now, now, id));
    }

    /** The latest version in force that asks everybody again; what a signature must reach to count. */
    Optional<Integer> required(UUID policy, Instant now) {
        return sql
                .list(
                        "select number from policy_version where policy_id = ? and effective_at <= ? and material order by number desc limit 1",
                        row -> row.getInt(1),
                        List.of(policy, now))
                .stream()
                .findFirst();
    }

    String text(UUID version) {
        return sql.first("select text from policy_version where id = ?", row -> row.getString(1), List.of(version))
                .orElseThrow();
    }

    byte[] file(UUID version) {
        return sql.first("select file from policy_version where id = ?", row -> row.getBytes(1), List.of(version))
                .orElseThrow();
    }

    private static PolicyView policy(ResultSet row) throws SQLException {
        return new PolicyView(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("summary"),
                Arrays.asList((String[]) row.getArray("controls").getArray()),
                row.getString("quiz"),
                row.getInt("review_months"),
                row.getObject("in_force", Integer.class),
                row.getObject("draft", Integer.class),
                instant(row, "review_due_at"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "archived_at"));
    }

    private static VersionView version(ResultSet row) throws SQLException {
        return new VersionView(
                row.getObject("id", UUID.class),
                row.getObject("policy_id", UUID.class),
                row.getInt("number"),
                row.getString("kind"),
                row.getString("language"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getString("change_note"),
                row.getBoolean("material"),
                row.getString("state"),
                row.getString("author"),
                row.getObject("author_id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getString("approved_by"),
                instant(row, "approved_at"),
                instant(row, "effective_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
