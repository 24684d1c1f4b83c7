package io.elevenfold.forwarding;

import io.elevenfold.platform.Sql;
import java.time.Instant;
import java.util.List;

/** A log of the ledger: its positions are its order, without gaps but for what was withdrawn. */
abstract class LogSource implements Source {

    private final Sql sql;

    LogSource(Sql sql) {
        this.sql = sql;
    }

    /** The last position that was recorded before a time; no row when there is none. Parameters: time, log. */
    abstract String lastBefore();

    @Override
    public Place end(int stream) {
        return sql.first(
                        "select size - 1 from ledger_head where log = ?",
                        row -> new Place(stream, 0, row.getLong(1)),
                        List.of(stream))
                .orElse(Place.before(stream));
    }

    @Override
    public Place before(int stream, Instant time) {
        return sql.first(lastBefore(), row -> new Place(stream, 0, row.getLong(1)), List.of(time, stream))
                .orElse(Place.before(stream));
    }

    @Override
    public Place beforeLatest(int stream, int many) {
        return new Place(stream, 0, Math.max(-1, end(stream).position() - many));
    }

    /** In positions: records that were deleted since count too. */
    @Override
    public long lag(Place place) {
        return Math.max(0, end(place.stream()).position() - place.position());
    }
}
