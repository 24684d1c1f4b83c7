package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule.Circle;
import io.quarkus.logging.Log;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How many terms a circle gets to know of a baseline on one day. A baseline over what is different each time would keep
 * a row for each value; beyond the bound they are only counted, and nothing is called new.
 */
final class DailyTerms {

    private final Map<Place, Tally> batch = new TreeMap<>();

    private record Place(String baseline, UUID entity, LocalDate day) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::baseline)
                .thenComparing(Place::entity)
                .thenComparing(Place::day);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Tally {
        private final int stored;
        private final boolean isTold;
        private final boolean sample;
        private int added;
        private long passedOver;

        /** @param isTold whether something was passed over before */
        Tally(int stored, boolean isTold, boolean sample) {
            this.stored = stored;
            this.isTold = isTold;
            this.sample = sample;
        }
    }

    /** Far beyond what people do: 278 real sessions together show fourteen hosts. */
    static int most(Circle circle) {
        return switch (circle) {
            case PERSON -> 500;
            case REPOSITORY -> 1_000;
            case TEAM -> 2_000;
            case ORGANISATION -> 10_000;
        };
    }

    /** Whether there is room for a term that a circle never had, on the day on which it was seen. */
    boolean take(Connection connection, Observation observation, Circle circle, UUID member, Sight sight)
            throws SQLException {
        LocalDate day = LocalDate.ofInstant(sight.origin().at(), ZoneOffset.UTC);
        Place place = new Place(observation.baseline().rule().id(), member, day);
        Tally tally = batch.get(place);
        if (tally == null) {
            tally = stored(connection, place, sight.origin().sample());
            batch.put(place, tally);
        }
        if (tally.stored + tally.added < most(circle)) {
            tally.added++;
            return true;
        }
        if (tally.passedOver++ == 0 && !tally.isTold) {
            Log.warnf(
                    "The baseline '%s' has no room for more new terms of a %s on %s",
                    observation.baseline().rule().title(), KnownTerms.word(circle), day);
        }
        return false;
    }

    private static Tally stored(Connection connection, Place place, boolean sample) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select terms, passed_over > 0 from baseline_day where baseline = ? and entity_id = ? and day = ?")) {
            select.setString(1, place.baseline());
            select.setObject(2, place.entity());
            select.setObject(3, place.day());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Tally(row.getInt(1), row.getBoolean(2), sample) : new Tally(0, false, sample);
            }
        }
    }

    /** In order, and after the terms, so that two lanes never wait for each other's rows crosswise. */
    void write(Connection connection) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into baseline_day (baseline, entity_id, day, terms, passed_over, sample) values (?, ?, ?, ?, ?, ?)
                on conflict (baseline, entity_id, day) do update set
                    terms = baseline_day.terms + excluded.terms,
                    passed_over = baseline_day.passed_over + excluded.passed_over""")) {
            for (Map.Entry<Place, Tally> each : batch.entrySet()) {
                upsert.setString(1, each.getKey().baseline());
                upsert.setObject(2, each.getKey().entity());
                upsert.setObject(3, each.getKey().day());
                upsert.setInt(4, each.getValue().added);
                upsert.setLong(5, each.getValue().passedOver);
                upsert.setBoolean(6, each.getValue().sample);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    void forget() {
        batch.clear();
    }
}
