package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The populations as they are in one state of the database. To be closed. */
public final class PopulationState implements AutoCloseable {

    private static final int FETCH = 1000;

    private final Connection connection;
    private final ObjectMapper mapper;

    PopulationState(DataSource dataSource, ObjectMapper mapper) {
        this.mapper = mapper;
        try {
            connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        } catch (SQLException e) {
            throw new IllegalStateException("populations cannot be read", e);
        }
    }

    /** Takes rows in order. */
    @FunctionalInterface
    public interface Rows {

        /** @param line JSON in UTF-8 with its line feed */
        void row(byte[] line);
    }

    /** Positions of a log of events, the second one excluded. */
    public record Range(int log, long from, long to) {

        public long length() {
            return to - from;
        }
    }

    /**
     * Reads a list.
     *
     * @param test only rows that belong to this check, rule or policy; null for all
     * @throws IllegalArgumentException when there is no list of this name, or its rows belong to no tests
     */
    public void read(String name, Instant from, Instant to, @Nullable String test, Rows rows) {
        Tables table = Arrays.stream(Tables.values())
                .filter(each -> each.fileName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no list " + name));
        Optional<String> member = Optional.ofNullable(test).map(given -> Populations.memberOfTest(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " belongs to no tests")));
        try (PreparedStatement statement = connection.prepareStatement(table.sql())) {
            statement.setTimestamp(1, Timestamp.from(from));
            statement.setTimestamp(2, Timestamp.from(to));
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                List<String> columns = TableFiles.columns(row.getMetaData());
                while (row.next()) {
                    if (member.isPresent() && !String.valueOf(test).equals(row.getString(member.get()))) {
                        continue;
                    }
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

    /** Where the events stand that were recorded in a period, by log. Their number is the sum of the lengths. */
    public List<Range> events(Instant from, Instant to) {
        try (PreparedStatement select = connection.prepareStatement(
                """
                select lane, min(position), max(position) + 1 from activity where ingested >= ? and ingested < ?
                group by lane order by lane""")) {
            select.setTimestamp(1, Timestamp.from(from));
            select.setTimestamp(2, Timestamp.from(to));
            List<Range> ranges = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ranges.add(new Range(row.getInt(1), row.getLong(2), row.getLong(3)));
                }
            }
            return ranges;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the positions of events", e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("the state cannot be left", e);
        }
    }
}
