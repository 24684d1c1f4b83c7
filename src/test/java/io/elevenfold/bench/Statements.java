package io.elevenfold.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The statements that the database's time goes into, by PostgreSQL's own {@code pg_stat_statements}. */
final class Statements {

    private static final String SUPERUSER = "postgres";

    private Statements() {}

    /** A service whose database counts. */
    static ServiceUnderLoad counted() throws IOException, InterruptedException, SQLException {
        ServiceUnderLoad first = ServiceUnderLoad.start();
        Files.writeString(
                first.dataDir().resolve("postgres/cluster/postgresql.conf"),
                """
                shared_preload_libraries = 'pg_stat_statements'
                pg_stat_statements.track_planning = on
                """,
                StandardOpenOption.APPEND);
        ServiceUnderLoad counted = first.restart();
        execute(counted.dataDir(), "create extension pg_stat_statements");
        return counted;
    }

    static void forget(Path dataDir) throws SQLException, IOException {
        execute(dataDir, "select pg_stat_statements_reset()");
    }

    static void print(Path dataDir, long events) throws SQLException, IOException {
        try (Connection connection = ServiceUnderLoad.connect(dataDir, SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select calls, rows, 1000 * total_exec_time, 1000 * total_plan_time, regexp_replace(query, '\\s+', ' ', 'g')
                        from pg_stat_statements order by total_exec_time + total_plan_time desc limit 40""")) {
            while (row.next()) {
                String query = row.getString(5);
                System.out.printf(
                        "        %,8d calls %,9d rows %6.2f µs an event, %5.2f planning: %s%n",
                        row.getLong(1),
                        row.getLong(2),
                        row.getDouble(3) / events,
                        row.getDouble(4) / events,
                        query.substring(0, Math.min(110, query.length())));
            }
        }
    }

    private static void execute(Path dataDir, String sql) throws SQLException, IOException {
        try (Connection connection = ServiceUnderLoad.connect(dataDir, SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
