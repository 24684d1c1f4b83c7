package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The lists of a package as populations: the same rows, byte for byte, as its {@code tables/NAME.jsonl}. */
@ApplicationScoped
public class Populations {

    private static final int FETCH = 1000;

    private final DataSource dataSource;
    private final ObjectMapper mapper;

    Populations(DataSource dataSource, ObjectMapper mapper) {
        this.dataSource = dataSource;
        this.mapper = mapper;
    }

    /** Names of the lists with what they hold, in words. */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        Arrays.stream(Tables.values()).forEach(table -> all.put(table.fileName(), table.title()));
        return all;
    }

    /** Whether there is a list of this name. */
    public static boolean exists(String name) {
        return named(name).isPresent();
    }

    private static Optional<Tables> named(String name) {
        return Arrays.stream(Tables.values())
                .filter(table -> table.fileName().equals(name))
                .findFirst();
    }

    /** Takes rows in order. */
    @FunctionalInterface
    public interface Rows {

        /** @param line JSON in UTF-8 with its line feed */
        void row(byte[] line);
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public void read(String name, Instant from, Instant to, Rows rows) {
        Tables table = named(name).orElseThrow(() -> new IllegalArgumentException("no list " + name));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(table.sql())) {
            statement.setTimestamp(1, Timestamp.from(from));
            statement.setTimestamp(2, Timestamp.from(to));
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                List<String> columns = TableFiles.columns(row.getMetaData());
                while (row.next()) {
                    ByteArrayOutputStream line = new ByteArrayOutputStream();
                    try (JsonGenerator json = mapper.getFactory().createGenerator(line)) {
                        TableFiles.line(json, row, columns);
                    }
                    rows.row(line.toByteArray());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
