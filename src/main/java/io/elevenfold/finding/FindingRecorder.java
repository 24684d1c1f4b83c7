package io.elevenfold.finding;

import io.elevenfold.platform.CanonicalJson;
import io.elevenfold.platform.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns sightings into findings with the caller's connection, so that a finding is committed together with its
 * evidence. A finding that was resolved opens again.
 */
public final class FindingRecorder {

    /** Occurrences kept for each finding; later ones are counted, and found again through the explorer. */
    private static final int KEPT = 500;

    private static final String UPSERT =
            """
            insert into finding (id, kind, source, subject, title, severity, layer, controls, state, endpoint_id,
                person_id, session_key, session_id, agent, first_seen, last_seen, occurrences, recorded_at, changed_at, sample)
            values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (kind, source, subject) do update set
                title = excluded.title,
                severity = excluded.severity,
                controls = excluded.controls,
                session_key = coalesce(excluded.session_key, finding.session_key),
                session_id = coalesce(excluded.session_id, finding.session_id),
                first_seen = least(finding.first_seen, excluded.first_seen),
                last_seen = greatest(finding.last_seen, excluded.last_seen),
                occurrences = finding.occurrences + excluded.occurrences,
                changed_at = case when finding.state = 'resolved' then excluded.changed_at else finding.changed_at end,
                disposition = case when finding.state = 'resolved' then null else finding.disposition end,
                state = case when finding.state = 'resolved' then 'reopened' else finding.state end
            returning id, occurrences, state, changed_at""";

    private FindingRecorder() {}

    /**
     * @param now when we learned it
     * @return how many findings were made or touched
     */
    public static int record(Connection connection, List<Sighting> sightings, Instant now) throws SQLException {
        if (sightings.isEmpty()) {
            return 0;
        }
        // Ordered, so that two writers never wait for each other's rows crosswise.
        Map<String, List<Sighting>> grouped = new java.util.TreeMap<>();
        for (Sighting sighting : sightings) {
            grouped.computeIfAbsent(
                            sighting.kind() + "\n" + sighting.source() + "\n" + sighting.subject(),
                            key -> new ArrayList<>())
                    .add(sighting);
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT);
                PreparedStatement occurrence = connection.prepareStatement(
                        "insert into finding_occurrence (finding_id, ordinal, at, evidence_kind, evidence_ref, session_key, detail) values (?, ?, ?, ?, ?, ?, ?::jsonb)");
                PreparedStatement change = connection.prepareStatement(
                        "insert into finding_change (finding_id, at, by, from_state, to_state, note) values (?, ?, 'Elevenfold', ?, ?, ?)")) {
            for (List<Sighting> same : grouped.values()) {
                record(upsert, occurrence, change, connection, same, now);
            }
            occurrence.executeBatch();
            change.executeBatch();
        }
        ExceptionCover.cover(connection, now);
        return grouped.size();
    }

    private static void record(
            PreparedStatement upsert,
            PreparedStatement occurrence,
            PreparedStatement change,
            Connection connection,
            List<Sighting> same,
            Instant now)
            throws SQLException {
        bind(upsert, connection, same, now);
        try (ResultSet row = upsert.executeQuery()) {
            row.next();
            UUID id = row.getObject(1, UUID.class);
            long total = row.getLong(2);
            String state = row.getString(3);
            boolean changedNow = row.getTimestamp(4).toInstant().equals(now);
            if (changedNow && (state.equals("reopened") || total == same.size())) {
                boolean isNew = state.equals("open");
                change.setObject(1, id);
                change.setTimestamp(2, Timestamp.from(now));
                change.setString(3, isNew ? null : "resolved");
                change.setString(4, state);
                change.setString(5, isNew ? "raised" : "seen again");
                change.addBatch();
            }
            long ordinal = total - same.size();
            for (Sighting sighting : same) {
                if (++ordinal > KEPT) {
                    break;
                }
                bind(occurrence, id, ordinal, sighting.evidence());
                occurrence.addBatch();
            }
        }
    }

    private static void bind(PreparedStatement upsert, Connection connection, List<Sighting> same, Instant now)
            throws SQLException {
        Sighting last = same.get(same.size() - 1);
        Instant firstSeen = last.evidence().at();
        Instant lastSeen = firstSeen;
        for (Sighting sighting : same) {
            Instant at = sighting.evidence().at();
            firstSeen = at.isBefore(firstSeen) ? at : firstSeen;
            lastSeen = at.isAfter(lastSeen) ? at : lastSeen;
        }
        int i = 0;
        upsert.setObject(++i, Ids.at(now));
        upsert.setString(++i, last.kind().word());
        upsert.setString(++i, last.source());
        upsert.setString(++i, last.subject());
        upsert.setString(++i, last.title());
        upsert.setString(++i, last.severity().word());
        upsert.setInt(++i, last.layer());
        upsert.setArray(++i, connection.createArrayOf("text", last.controls().toArray()));
        upsert.setObject(++i, last.endpointId());
        upsert.setObject(++i, last.personId());
        upsert.setObject(++i, last.evidence().sessionKey());
        upsert.setString(++i, last.sessionId());
        upsert.setString(++i, last.agent());
        upsert.setTimestamp(++i, Timestamp.from(firstSeen));
        upsert.setTimestamp(++i, Timestamp.from(lastSeen));
        upsert.setLong(++i, same.size());
        upsert.setTimestamp(++i, Timestamp.from(now));
        upsert.setTimestamp(++i, Timestamp.from(now));
        upsert.setBoolean(++i, last.sample());
    }

    private static void bind(PreparedStatement occurrence, UUID finding, long ordinal, Evidence evidence)
            throws SQLException {
        occurrence.setObject(1, finding);
        occurrence.setLong(2, ordinal);
        occurrence.setTimestamp(3, Timestamp.from(evidence.at()));
        occurrence.setString(4, evidence.kind());
        occurrence.setString(5, evidence.reference());
        occurrence.setObject(6, evidence.sessionKey());
        occurrence.setString(7, CanonicalJson.text(new LinkedHashMap<>(evidence.detail())));
    }

    /**
     * Resolves open findings: what raised them no longer sees them.
     *
     * @param seenNoMore source and subject of each
     * @return how many were resolved
     */
    public static int resolve(Connection connection, FindingKind kind, List<Subject> seenNoMore, Instant now)
            throws SQLException {
        int resolved = 0;
        try (PreparedStatement update = connection.prepareStatement(
                """
                with before as (
                    select id, state from finding
                    where kind = ? and source = ? and subject = ?
                        and state in ('open', 'acknowledged', 'in_progress', 'reopened', 'excepted')
                    for update),
                after as (
                    update finding set state = 'resolved', changed_at = ? where id in (select id from before))
                insert into finding_change (finding_id, at, by, from_state, to_state, note)
                select id, ?, 'Elevenfold', state, 'resolved', ? from before""")) {
            for (Subject subject : seenNoMore) {
                update.setString(1, kind.word());
                update.setString(2, subject.source());
                update.setString(3, subject.key());
                update.setTimestamp(4, Timestamp.from(now));
                update.setTimestamp(5, Timestamp.from(now));
                update.setString(6, "the " + kind.word() + " no longer sees it");
                resolved += update.executeUpdate();
            }
        }
        return resolved;
    }

    /**
     * One finding among those of a kind.
     *
     * @param source the check or rule
     * @param key as {@link Sighting#subject()}
     */
    public record Subject(String source, String key) {}
}
