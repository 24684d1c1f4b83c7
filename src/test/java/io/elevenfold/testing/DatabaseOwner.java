package io.elevenfold.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Goes past the service: into the tests' database as the role that owns the tables, or as another. */
public final class DatabaseOwner {

    private DatabaseOwner() {}

    public static Connection connect() throws SQLException {
        return connectAs(configured("username"));
    }

    /** All roles of the embedded database have the same password. */
    public static Connection connectAs(String role) throws SQLException {
        return DriverManager.getConnection(configured("jdbc-url"), role, configured("password"));
    }

    private static String configured(String name) {
        Config config = ConfigProvider.getConfig();
        return config.getValue("quarkus.flyway." + name, String.class);
    }
}
