package io.elevenfold.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plain SQL, for lists, figures and rows that no entity stands for. Takes part in the caller's transaction. */
@ApplicationScoped
public class Sql {

    private final DataSource dataSource;

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Collections become arrays of text (or of uuid, smallint, by what they hold), instants become timestamps.
     *
     * @throws IllegalStateException when the database refuses: a bug, or a database that is away
     */
    public <T> List<T> list(String sql, RowMapper<T> mapper, List<? extends @Nullable Object> parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(mapper.map(row));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("query failed: " + e.getMessage(), e);
        }
    }

    public <T> Optional<T> first(String sql, RowMapper<T> mapper, List<? extends @Nullable Object> parameters) {
        return list(sql, mapper, parameters).stream().findFirst();
    }

    /**
     * Writes with the caller's transaction; parameters as for {@link #list}.
     *
     * @return how many rows it touched
     * @throws IllegalStateException when the database refuses
     */
    public int update(String sql, List<? extends @Nullable Object> parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("update failed: " + e.getMessage(), e);
        }
    }

    private static void bind(
            Connection connection, PreparedStatement statement, List<? extends @Nullable Object> parameters)
            throws SQLException {
        int i = 0;
        for (Object parameter : parameters) {
            i++;
            if (parameter instanceof Instant instant) {
                statement.setTimestamp(i, Timestamp.from(instant));
            } else if (parameter instanceof Collection<?> collection) {
                statement.setArray(i, connection.createArrayOf(arrayType(collection), collection.toArray()));
            } else {
                statement.setObject(i, parameter);
            }
        }
    }

    private static String arrayType(Collection<?> collection) {
        Object first = collection.isEmpty() ? "" : collection.iterator().next();
        if (first instanceof Integer) {
            return "int4";
        }
        return first instanceof java.util.UUID ? "uuid" : first instanceof Long ? "int8" : "text";
    }

    /** Makes an object of a row. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
