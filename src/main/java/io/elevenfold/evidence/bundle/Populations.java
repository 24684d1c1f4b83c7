package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.FieldGroups;
import io.elevenfold.ledger.Governance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What samples are drawn from: the lists of a package, the same rows, byte for byte, as its {@code tables/NAME.jsonl}; and
 * events, by their positions in the ledger, without reading them.
 */
@ApplicationScoped
public class Populations {

    /** The name of the population of events. */
    public static final String ACTIVITY = "activity";

    /** By which member the rows of a list belong to one test: a check, a rule, a policy. */
    private static final Map<String, String> TEST_MEMBER = Map.of(
            Tables.CHECK_RESULTS.fileName(), "check_id",
            Tables.FINDINGS.fileName(), "source",
            Tables.ATTESTATIONS.fileName(), "policy_id");

    private final DataSource dataSource;
    private final ObjectMapper mapper;
    private final RecordLines.Factory lines;

    Populations(DataSource dataSource, ObjectMapper mapper, RecordLines.Factory lines) {
        this.dataSource = dataSource;
        this.mapper = mapper;
        this.lines = lines;
    }

    /** Names of the populations with what they hold, in words. */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(ACTIVITY, "events that agents reported, by position in the ledger");
        Arrays.stream(Tables.values()).forEach(table -> all.put(table.fileName(), table.title()));
        return all;
    }

    /** Whether there is a population of this name. */
    public static boolean exists(String name) {
        return all().containsKey(name);
    }

    /** The member by which rows of a population belong to one test; empty where they belong to none. */
    public static Optional<String> memberOfTest(String name) {
        return Optional.ofNullable(TEST_MEMBER.get(name));
    }

    /** One state of the database, to read populations of, more than once and always alike. Outside any transaction. */
    public PopulationState open() {
        return new PopulationState(dataSource, mapper);
    }

    /**
     * A record of the ledger as the line of a package's {@code records/LOG/…}, with the disclosed groups opened.
     *
     * @return empty when it is not stored any more
     */
    public Optional<String> record(int log, long position, Set<FieldGroups.Group> disclosed) {
        Scope scope = new Scope(new UUID(0, 0), Instant.EPOCH, Instant.EPOCH, null, null, disclosed, "", null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        log == Governance.LOG
                                ? "select leaf, detail::text as content from ledger_entry where log = ? and position = ?"
                                : "select leaf, event::text as content from activity where lane = ? and position = ?");
                RecordLines line = lines.to(out, () -> {}, scope, log, null)) {
            select.setInt(1, log);
            select.setLong(2, position);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                line.record(position, row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read record %d of log %d".formatted(position, log), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(out.toString(StandardCharsets.UTF_8).strip());
    }
}
