package io.elevenfold.platform.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A process that starts the database, writes a row, says so, and waits to be killed. */
final class AbandonedDatabase {

    static final String READY = "ready";

    private AbandonedDatabase() {}

    public static void main(String[] args) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.startBelow(Path.of(args[0]));
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), EmbeddedPostgres.OWNER, postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table left_behind (word text)");
            statement.execute("insert into left_behind values ('" + args[1] + "')");
        }
        System.out.println(READY + " " + postgres.jdbcUrl());
        Thread.sleep(600_000);
    }
}
