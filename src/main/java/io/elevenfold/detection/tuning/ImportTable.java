package io.elevenfold.detection.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of what others wrote. */
@ApplicationScoped
class ImportTable {

    private static final int SHOWN = 50;

    private final Sql sql;
    private final ObjectMapper mapper = new ObjectMapper();

    ImportTable(Sql sql) {
        this.sql = sql;
    }

    /** @param taken when the good ones were taken in; null while nobody asked for it */
    record HandedIn(UUID id, String name, List<RuleFile> files, String by, Instant at, @Nullable Instant taken) {}

    void add(HandedIn each) {
        try {
            sql.update(
                    "insert into rule_import (id, name, documents, handed_in_by, handed_in_at) values (?, ?, ?::jsonb, ?, ?)",
                    List.of(each.id(), each.name(), mapper.writeValueAsString(each.files()), each.by(), each.at()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What nobody took in is not kept for ever. */
    void forgetUntakenBefore(Instant moment) {
        sql.update("delete from rule_import where taken_at is null and handed_in_at < ?", List.of(moment));
    }

    Optional<HandedIn> handedIn(UUID id, boolean lock) {
        return sql.first(
                "select * from rule_import where id = ?" + (lock ? " for update" : ""), this::handedIn, List.of(id));
    }

    /** Newest first, without the texts. */
    List<HandedIn> newest() {
        return sql.list(
                "select id, name, '[]' as documents, handed_in_by, handed_in_at, taken_at from rule_import order by handed_in_at desc limit ?",
                this::handedIn,
                List.of(SHOWN));
    }

    private HandedIn handedIn(ResultSet row) throws SQLException {
        Timestamp taken = row.getTimestamp("taken_at");
        try {
            return new HandedIn(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    mapper.readValue(row.getString("documents"), new TypeReference<List<RuleFile>>() {}),
                    row.getString("handed_in_by"),
                    row.getTimestamp("handed_in_at").toInstant(),
                    taken == null ? null : taken.toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
    }

    void taken(UUID id, Instant now, String by) {
        sql.update("update rule_import set taken_at = ?, taken_by = ? where id = ?", List.of(now, by, id));
    }

    void add(UUID origin, ImportedRule rule) {
        sql.update(
                """
                insert into imported_rule
                (rule, version, yaml, title, author, license, sha256, file, import_id, taken_by, taken_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        rule.rule(),
                        rule.version(),
                        rule.yaml(),
                        rule.title(),
                        rule.author(),
                        rule.license(),
                        rule.sha256(),
                        rule.file(),
                        origin,
                        rule.takenBy(),
                        rule.takenAt()));
    }

    /** The latest version of each rule. */
    List<ImportedRule> latest() {
        return sql.list(
                "select distinct on (rule) * from imported_rule order by rule, version desc",
                ImportTable::imported,
                List.of());
    }

    /** Newest first. */
    List<ImportedRule> versions(String rule) {
        return sql.list(
                "select * from imported_rule where rule = ? order by version desc limit ?",
                ImportTable::imported,
                List.of(rule, SHOWN));
    }

    private static ImportedRule imported(ResultSet row) throws SQLException {
        return new ImportedRule(
                row.getString("rule"),
                row.getInt("version"),
                row.getString("yaml"),
                row.getString("title"),
                row.getString("author"),
                row.getString("license"),
                row.getString("sha256"),
                row.getString("file"),
                row.getString("taken_by"),
                row.getTimestamp("taken_at").toInstant());
    }
}
