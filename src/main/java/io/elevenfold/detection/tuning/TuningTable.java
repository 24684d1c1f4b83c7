package io.elevenfold.detection.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of what was made of rules. */
@ApplicationScoped
class TuningTable {

    private static final int SHOWN = 100;

    private final Sql sql;
    private final ObjectMapper mapper = new ObjectMapper();

    TuningTable(Sql sql) {
        this.sql = sql;
    }

    long revision() {
        return sql.list("select number from rule_revision", row -> row.getLong(1), List.of())
                .get(0);
    }

    void grow() {
        sql.update("update rule_revision set number = number + 1", List.of());
    }

    Map<String, RuleSetting> settings() {
        Map<String, RuleSetting> settings = new HashMap<>();
        sql.list(
                        "select rule, enabled, level, risk_only, filter from rule_setting",
                        row -> Map.entry(row.getString(1), setting(row)),
                        List.of())
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
        return settings;
    }

    /** The organisation's values for placeholders, by name. */
    Map<String, List<String>> placeholders() {
        Map<String, List<String>> placeholders = new TreeMap<>();
        sql.list(
                        "select name, placeholder_values from rule_placeholder",
                        row -> Map.entry(row.getString(1), texts(row, 2)),
                        List.of())
                .forEach(entry -> placeholders.put(entry.getKey(), entry.getValue()));
        return placeholders;
    }

    /** Waits for whoever changes the same one; empty when it has no values. */
    Optional<List<String>> lockPlaceholder(String name) {
        return sql.first(
                "select placeholder_values from rule_placeholder where name = ? for update",
                row -> texts(row, 1),
                List.of(name));
    }

    void writePlaceholder(String name, List<String> values, String reason, String by, Instant now) {
        sql.update(
                """
                insert into rule_placeholder (name, placeholder_values, reason, changed_by, changed_at)
                values (?, ?, ?, ?, ?) on conflict (name) do update set placeholder_values = excluded.placeholder_values,
                reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at""",
                List.of(name, values, reason, by, now));
    }

    void deletePlaceholder(String name) {
        sql.update("delete from rule_placeholder where name = ?", List.of(name));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /** Waits for whoever changes the same rule at this moment. */
    Optional<RuleSetting> lock(String rule) {
        return sql.first(
                "select rule, enabled, level, risk_only, filter from rule_setting where rule = ? for update",
                TuningTable::setting,
                List.of(rule));
    }

    private static RuleSetting setting(ResultSet row) throws SQLException {
        String level = row.getString("level");
        return new RuleSetting(
                row.getBoolean("enabled"),
                level == null ? null : Level.valueOf(level.toUpperCase(Locale.ROOT)),
                row.getBoolean("risk_only"),
                row.getString("filter"));
    }

    void write(String rule, RuleSetting setting, String reason, String by, Instant now) {
        sql.update(
                """
                insert into rule_setting (rule, enabled, level, risk_only, filter, reason, changed_by, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (rule) do update set enabled = excluded.enabled,
                level = excluded.level, risk_only = excluded.risk_only, filter = excluded.filter, reason = excluded.reason,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at""",
                Arrays.asList(
                        rule,
                        setting.enabled(),
                        setting.level() == null ? null : setting.levelWord(),
                        setting.riskOnly(),
                        setting.filter(),
                        reason,
                        by,
                        now));
    }

    void change(
            String rule,
            Instant now,
            String by,
            String reason,
            @Nullable Map<String, Object> before,
            Map<String, Object> after) {
        sql.update(
                "insert into rule_change (rule, at, by, reason, before, after) values (?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                Arrays.asList(rule, now, by, reason, before == null ? null : json(before), json(after)));
    }

    List<RuleChange> changes(String rule) {
        return sql.list(
                "select at, by, reason, before, after from rule_change where rule = ? order by id desc limit ?",
                row -> new RuleChange(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                List.of(rule, SHOWN));
    }

    void add(Suppression each) {
        sql.update(
                """
                insert into rule_suppression (id, title, yaml, rules, reason, created_by, created_at, until)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                List.of(
                        each.id(),
                        each.title(),
                        each.yaml(),
                        each.rules(),
                        each.reason(),
                        each.createdBy(),
                        each.createdAt(),
                        each.until()));
    }

    boolean end(UUID id, Instant now, String by) {
        return sql.update(
                        "update rule_suppression set ended_at = ?, ended_by = ? where id = ? and ended_at is null",
                        List.of(now, by, id))
                == 1;
    }

    Optional<Suppression> suppression(UUID id) {
        return sql.first("select * from rule_suppression where id = ?", TuningTable::suppression, List.of(id));
    }

    List<Suppression> inForce(Instant now) {
        return sql.list(
                "select * from rule_suppression where ended_at is null and until > ? order by created_at",
                TuningTable::suppression,
                List.of(now));
    }

    /** Newest first, those that are over too. */
    List<Suppression> newest() {
        return sql.list(
                "select * from rule_suppression order by created_at desc limit ?",
                TuningTable::suppression,
                List.of(SHOWN));
    }

    private static Suppression suppression(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Suppression(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("yaml"),
                Arrays.asList((String[]) row.getArray("rules").getArray()),
                row.getString("reason"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("until").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("ended_by"));
    }

    private String json(Map<String, Object> detail) {
        try {
            return mapper.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
