package io.elevenfold.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What PostgreSQL counted so far: transactions, and what it wrote ahead. */
record DatabaseWork(long commits, long walBytes, long walPages) {

    /** Back ends tell their figures once a second at most. */
    private static final long TOLD_AFTER_MILLIS = 1_500;

    static DatabaseWork of(Path dataDir) throws SQLException, IOException, InterruptedException {
        Thread.sleep(TOLD_AFTER_MILLIS);
        try (Connection connection = ServiceUnderLoad.connect(dataDir);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select (select xact_commit from pg_stat_database where datname = current_database()),
                            wal_bytes::bigint, wal_fpi from pg_stat_wal""")) {
            row.next();
            return new DatabaseWork(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    DatabaseWork since(DatabaseWork before) {
        return new DatabaseWork(commits - before.commits, walBytes - before.walBytes, walPages - before.walPages);
    }

    String per(long events) {
        return "database: %,d transactions, %,d events each; %,d bytes written ahead an event, %,d whole pages"
                .formatted(commits, events / Math.max(1, commits), walBytes / events, walPages);
    }
}
