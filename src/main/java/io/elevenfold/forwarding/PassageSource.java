package io.elevenfold.forwarding;

import io.elevenfold.platform.Sql;
import java.time.Instant;
import java.util.List;

/**
 * A table whose rows are numbered before they are committed, so that a number may become visible after a later one. It
 * is read by transaction and number, and only up to the oldest transaction that is still open.
 */
abstract class PassageSource implements Source {

    private static final int MOST_COUNTED = 100_000;

    private final Sql sql;
    private final String table;
    private final String time;

    PassageSource(Sql sql, String table, String time) {
        this.sql = sql;
        this.table = table;
        this.time = time;
    }

    @Override
    public Place end(int stream) {
        return last(stream, "xact < pg_snapshot_xmin(pg_current_snapshot())", 0, List.of());
    }

    @Override
    public Place before(int stream, Instant at) {
        return last(stream, time + " < ?", 0, List.of(at));
    }

    @Override
    public Place beforeLatest(int stream, int many) {
        return last(stream, "xact < pg_snapshot_xmin(pg_current_snapshot())", many, List.of());
    }

    private Place last(int stream, String condition, int skipped, List<?> parameters) {
        return sql.first(
                        "select xact::text::bigint, position from %s where %s order by xact desc, position desc offset %d limit 1"
                                .formatted(table, condition, skipped),
                        row -> new Place(stream, row.getLong(1), row.getLong(2)),
                        parameters)
                .orElse(Place.before(stream));
    }

    @Override
    public long lag(Place place) {
        return sql.list(
                        "select count(*) from (select 1 from %s where (xact, position) > (?::text::xid8, ?) limit %d) as bounded"
                                .formatted(table, MOST_COUNTED),
                        row -> row.getLong(1),
                        List.of(Long.toString(place.xact()), place.position()))
                .get(0);
    }
}
