package io.elevenfold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.elevenfold.platform.CanonicalJson;
import io.elevenfold.testing.DatabaseOwner;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RecordedLedgerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 700;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    SubjectKeys keys;

    @Test
    void theRootSpeaksOfEveryRecord() throws SQLException {
        Enrolled endpoint = record(EVENTS);

        for (int log = 0; log <= 1; log++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                MerkleEdge head = head(connection, log);
                List<byte[]> leaves = leaves(connection, log, head);

                assertThat(head.size()).isEqualTo(leaves.size()).isPositive();
                assertThat(head.root()).isEqualTo(NaiveTree.root(leaves));
                assertTilesHold(connection, log, leaves);
                connection.rollback();
            }
        }
        assertThat(recordsOf(endpoint.endpointId())).hasSize(EVENTS);
    }

    @Test
    void aLeafIsCanonicalAndCommitsToWhatIsStored() throws SQLException, IOException {
        Enrolled endpoint = record(3);

        List<Row> rows = recordsOf(endpoint.endpointId());

        for (Row row : rows) {
            JsonNode leaf = JSON.readTree(row.leaf());
            assertThat(new JsonCanonicalizer(row.leaf()).getEncodedUTF8()).isEqualTo(row.leaf());
            assertThat(leaf.at("/type").textValue()).isEqualTo("activity");
            assertThat(leaf.at("/action").textValue()).isEqualTo("shell_exec");
            assertThat(new String(row.leaf(), StandardCharsets.UTF_8))
                    .as("a leaf holds commitments, not what a person did")
                    .doesNotContain("make target");
            TreeMap<String, Object> target = new TreeMap<>();
            target.put(
                    "process.command_line",
                    JSON.readTree(row.event()).get("process.command_line").textValue());
            assertThat(leaf.at("/cm/target").textValue())
                    .isEqualTo(Commitments.commit(
                            Commitments.macOf(keys.keyOf(
                                    UUID.fromString(leaf.at("/subject").textValue()))),
                            UUID.fromString(leaf.at("/id").textValue()),
                            "target",
                            CanonicalJson.bytes(target)));
        }
        assertThat(rows)
                .extracting(row -> previous(row))
                .containsExactly(-1L, rows.get(0).position(), rows.get(1).position());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set detail = '{}'",
                "delete from ledger_entry",
                "truncate ledger_entry",
                "update ledger_tile set hashes = hashes",
                "delete from ledger_tile",
                "truncate ledger_tile",
                "truncate ledger_head cascade",
                "update activity set event = '{}'"
            })
    void theRecordOnlyGrowsEvenForTheOwnerOfTheTables(String change) throws SQLException {
        record(300);

        try (Connection connection = DatabaseOwner.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("the ledger only grows");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set detail = '{}'",
                "delete from ledger_tile",
                "truncate ledger_tile",
                "update activity set event = '{}'",
                "delete from activity",
                "truncate activity",
                "delete from activity_%s",
                "alter table activity disable trigger all",
                "alter table ledger_tile disable trigger all",
                "set session_replication_role = replica",
                "drop table ledger_tile",
                "delete from flyway_schema_history"
            })
    void theServiceHasNoRightToTry(String change) throws SQLException {
        record(3);
        String today = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(ZoneOffset.UTC));

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change.formatted(today)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    private static long previous(Row row) {
        try {
            return JSON.readTree(row.leaf()).path("prev_in_session").asLong(-1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Enrolled record(int events) {
        Enrolled endpoint = Enrolled.endpoint();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events; i++) {
            lines.append(
                    "{\"event.action\":\"shell_exec\",\"agent.product\":\"codex\",\"session.id\":\"s\",\"process.command_line\":\"make target%d\"}\n"
                            .formatted(i));
        }
        endpoint.sends(lines.toString());
        return endpoint;
    }

    /** The hashes of all leaves. Of a record that retention took away, which another test may have tried, the stored one. */
    private static List<byte[]> leaves(Connection connection, int log, MerkleEdge head) throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        Tree stored = new Tree(head, (level, index) -> tile(connection, log, level, index));
        String source = log == 0
                ? "select position, leaf from ledger_entry where log = 0"
                : "select position, leaf from activity where lane = 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(source
                        + " union all select position, null from ledger_withdrawn where log = " + log
                        + " order by position")) {
            while (row.next()) {
                assertThat(row.getLong(1)).isEqualTo(leaves.size());
                byte[] leaf = row.getBytes(2);
                leaves.add(leaf == null ? stored.leafHash(leaves.size()) : NaiveTree.leafHash(leaf));
            }
        }
        return leaves;
    }

    private static byte[] tile(Connection connection, int log, int level, long index) {
        try (PreparedStatement select = connection.prepareStatement(
                "select hashes from ledger_tile where log = ? and level = ? and index = ?")) {
            select.setInt(1, log);
            select.setInt(2, level);
            select.setLong(3, index);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MerkleEdge head(Connection connection, int log) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select size, edge from ledger_head where log = " + log)) {
            row.next();
            MerkleEdge edge = MerkleEdge.fromBytes(row.getBytes(2));
            assertThat(edge.size()).isEqualTo(row.getLong(1));
            return edge;
        }
    }

    private static void assertTilesHold(Connection connection, int log, List<byte[]> leaves) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select index, hashes from ledger_tile where level = 0 and log = " + log + " order by index")) {
            int tiles = 0;
            while (row.next()) {
                assertThat(row.getLong(1)).isEqualTo(tiles);
                byte[] hashes = row.getBytes(2);
                for (int i = 0; i < 256; i++) {
                    assertThat(Arrays.copyOfRange(hashes, i * 32, i * 32 + 32)).isEqualTo(leaves.get(tiles * 256 + i));
                }
                tiles++;
            }
            assertThat(tiles).isEqualTo(leaves.size() / 256);
        }
    }

    private List<Row> recordsOf(UUID endpoint) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select position, leaf, event from activity where endpoint_id = ? order by position")) {
            select.setObject(1, endpoint);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong(1), row.getBytes(2), row.getString(3)));
                }
            }
            return rows;
        }
    }

    private record Row(long position, byte[] leaf, String event) {}
}
