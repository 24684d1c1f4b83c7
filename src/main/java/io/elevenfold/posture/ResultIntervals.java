package io.elevenfold.posture;

import io.elevenfold.finding.FindingRecorder;
import io.elevenfold.platform.CanonicalJson;
import io.elevenfold.posture.check.CheckCatalog;
import io.elevenfold.posture.check.CheckResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The results of one endpoint as intervals: a result that says the same as before leaves the interval open, a changed
 * one closes it and begins another. The tally of current results is kept in step.
 */
final class ResultIntervals {

    private final Connection connection;
    private final UUID endpoint;
    private final UUID report;
    private final Instant validFrom;
    private final Instant now;
    private final CheckCatalog catalog;
    private final Map<Key, Current> current = new HashMap<>();
    private final Map<TallyKey, Integer> deltas = new java.util.TreeMap<>();
    private final List<FindingRecorder.Subject> noLongerFailing = new ArrayList<>();
    private List<ExceptedResults.Covered> covered = List.of();

    ResultIntervals(
            Connection connection, UUID endpoint, UUID report, Instant validFrom, Instant now, CheckCatalog catalog) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.report = report;
        this.validFrom = validFrom;
        this.now = now;
        this.catalog = catalog;
    }

    /** Findings whose check passed, or no longer applies, where it failed before. */
    List<FindingRecorder.Subject> noLongerFailing() {
        return noLongerFailing;
    }

    void replaceWith(List<CheckResult> results) throws SQLException {
        readCurrent();
        covered = ExceptedResults.of(connection, endpoint, now);
        try (PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into check_result (endpoint_id, check_id, subject, layer, state, expected, observed, source,
                            reason, report, valid_from, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)""");
                PreparedStatement close = connection.prepareStatement(
                        "update check_result set valid_to = ?, superseded_at = ? where id = ?")) {
            for (CheckResult result : results) {
                Key key = new Key(result.checkId(), result.subjectKey());
                String observed = CanonicalJson.text(result.observed());
                Current before = current.remove(key);
                if (before != null && before.state().equals(stateOf(result).word()) && before.saysTheSame(observed)) {
                    continue;
                }
                if (before != null) {
                    close(close, key, before, result.state());
                }
                insert(insert, result, observed);
            }
            for (Map.Entry<Key, Current> gone : current.entrySet()) {
                close(close, gone.getKey(), gone.getValue(), ResultState.NOT_APPLICABLE);
            }
            // First the old ones: only one result of a check and subject may be current.
            close.executeBatch();
            insert.executeBatch();
        }
        writeTally();
    }

    private ResultState stateOf(CheckResult result) {
        boolean isCovered = result.state() == ResultState.FAIL
                && covered.stream()
                        .anyMatch(each ->
                                each.covers(result.checkId(), PostureReports.subject(endpoint, result.subjectKey())));
        return isCovered ? ResultState.EXCEPTED : result.state();
    }

    private void readCurrent() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id, check_id, subject, state, observed from check_result where endpoint_id = ? and superseded_at is null")) {
            select.setObject(1, endpoint);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    current.put(
                            new Key(row.getString(2), row.getString(3)),
                            new Current(row.getLong(1), row.getString(4), row.getString(5)));
                }
            }
        }
    }

    private void insert(PreparedStatement insert, CheckResult result, String observed) throws SQLException {
        int layer = catalog.find(result.checkId()).orElseThrow().layer();
        insert.setObject(1, endpoint);
        insert.setString(2, result.checkId());
        insert.setString(3, result.subjectKey());
        insert.setInt(4, layer);
        insert.setString(5, stateOf(result).word());
        insert.setString(6, result.expected());
        insert.setString(7, observed);
        insert.setString(8, result.source());
        insert.setString(9, result.reason());
        insert.setObject(10, report);
        insert.setTimestamp(11, Timestamp.from(validFrom));
        insert.setTimestamp(12, Timestamp.from(now));
        insert.addBatch();
        deltas.merge(new TallyKey(result.checkId(), stateOf(result).word()), 1, Integer::sum);
    }

    private void close(PreparedStatement close, Key key, Current before, ResultState next) throws SQLException {
        close.setTimestamp(1, Timestamp.from(validFrom));
        close.setTimestamp(2, Timestamp.from(now));
        close.setLong(3, before.id());
        close.addBatch();
        deltas.merge(new TallyKey(key.check(), before.state()), -1, Integer::sum);
        boolean failed =
                before.state().equals(ResultState.FAIL.word()) || before.state().equals(ResultState.EXCEPTED.word());
        if (failed && (next == ResultState.PASS || next == ResultState.NOT_APPLICABLE)) {
            noLongerFailing.add(
                    new FindingRecorder.Subject(key.check(), PostureReports.subject(endpoint, key.subject())));
        }
    }

    private void writeTally() throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into check_tally (check_id, state, results) values (?, ?, ?)
                on conflict (check_id, state) do update set results = check_tally.results + excluded.results""")) {
            for (Map.Entry<TallyKey, Integer> delta : deltas.entrySet()) {
                if (delta.getValue() != 0) {
                    upsert.setString(1, delta.getKey().check());
                    upsert.setString(2, delta.getKey().state());
                    upsert.setInt(3, delta.getValue());
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    private record Key(String check, String subject) {}

    private record Current(long id, String state, String observed) {

        /** PostgreSQL gives jsonb back with its own spaces and order of keys. */
        boolean saysTheSame(String canonical) {
            return JsonText.canonical(observed).equals(canonical);
        }
    }

    /** Ordered, so that two reports never wait for each other's rows crosswise. */
    private record TallyKey(String check, String state) implements Comparable<TallyKey> {

        @Override
        public int compareTo(TallyKey other) {
            int byCheck = check.compareTo(other.check);
            return byCheck != 0 ? byCheck : state.compareTo(other.state);
        }
    }
}
