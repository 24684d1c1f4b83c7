package io.elevenfold.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One folder for all tests, since making a cluster takes seconds; each test leaves it stopped and sound. */
class EmbeddedPostgresTest {

    @TempDir
    private static Path dataDir;

    @BeforeAll
    static void makeTheCluster() {
        EmbeddedPostgres.startBelow(dataDir).close();
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws SQLException {
        String word = UUID.randomUUID().toString();
        String password;
        try (EmbeddedPostgres first = EmbeddedPostgres.startBelow(dataDir)) {
            password = first.password();
            execute(first, "create table kept as select '" + word + "'::text as word");
        }

        try (EmbeddedPostgres second = EmbeddedPostgres.startBelow(dataDir)) {
            assertThat(one(second, "select word from kept")).isEqualTo(word);
            assertThat(second.password()).isEqualTo(password);
            execute(second, "drop table kept");
        }
    }

    @Test
    void onlyTheOwnerMayLookIntoTheFolder() throws IOException {
        assertThat(permissions("postgres")).isEqualTo("rwx------");
        assertThat(permissions("postgres/cluster")).isEqualTo("rwx------");
        assertThat(permissions("postgres/password")).isEqualTo("rw-------");
    }

    @Test
    void nobodyComesInWithoutThePassword() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startBelow(dataDir)) {
            for (String wrong : List.of("", "elevenfold", "postgres", postgres.password() + "x")) {
                assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), EmbeddedPostgres.USER, wrong))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password");
            }
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startBelow(dataDir)) {
            int port =
                    URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();

            assertThat(one(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(one(postgres, "show unix_socket_directories")).isEmpty();
            assertThat(accepts(InetAddress.getLoopbackAddress(), port)).isTrue();
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : network.inetAddresses().toList()) {
                    if (!address.isLoopbackAddress()) {
                        assertThat(accepts(address, port)).as("%s", address).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void aSecondServiceOnTheSameFolderIsTurnedAway() {
        try (EmbeddedPostgres first = EmbeddedPostgres.startBelow(dataDir)) {
            assertThatThrownBy(() -> EmbeddedPostgres.startBelow(dataDir))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("another Elevenfold uses the data directory " + dataDir
                            + "; stop it or set ELEVENFOLD_DATA_DIR to another folder");

            assertThat(first.password()).isNotEmpty();
        }
    }

    @Test
    void aClusterOfAnotherMajorVersionIsLeftAlone() throws IOException {
        Path version = dataDir.resolve("postgres/cluster/PG_VERSION");
        String own = Files.readString(version);
        Files.writeString(version, "17\n");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.startBelow(dataDir))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("was written by PostgreSQL 17, this service brings PostgreSQL 18")
                    .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL");
        } finally {
            Files.writeString(version, own);
        }

        // A refusal lets go of the folder: the same process may try again.
        EmbeddedPostgres.startBelow(dataDir).close();
    }

    @Test
    void thePidFileOfADeadServerIsNoHindrance() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        leavePidFile(gone.pid());

        assertItStarts();
    }

    @Test
    void aPidThatSomebodyElseHasNowIsNoHindrance() throws Exception {
        leavePidFile(ProcessHandle.current().pid());

        assertItStarts();
    }

    @Test
    void aServerOfAnotherFolderIsNotStopped() throws Exception {
        // By its name it could be a PostgreSQL, and its pid is the one that the dead server had.
        Path namesake = Files.createDirectories(dataDir.resolve("elsewhere")).resolve("postgres");
        if (!Files.exists(namesake)) {
            Files.copy(Path.of("/bin/sleep"), namesake);
            Files.setPosixFilePermissions(namesake, PosixFilePermissions.fromString("rwx------"));
        }
        Process other = new ProcessBuilder(namesake.toString(), "60").start();
        try {
            leavePidFile(other.pid());

            assertItStarts();

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aPidFileWithoutAPidIsNoHindrance() throws IOException, SQLException {
        Files.writeString(dataDir.resolve("postgres/cluster/postmaster.pid"), "");

        assertItStarts();
    }

    @Test
    void theDatabaseThatAKilledServiceLeftBehindIsTakenOver() throws Exception {
        String word = UUID.randomUUID().toString();
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedDatabase.class.getName(),
                        dataDir.toString(),
                        word)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String url;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            url = out.lines()
                    .filter(line -> line.startsWith(AbandonedDatabase.READY))
                    .findFirst()
                    .orElseThrow()
                    .substring(AbandonedDatabase.READY.length() + 1);
        } finally {
            service.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        String leftOver = url;
        assertThat(isServing(leftOver))
                .as("the database outlives a killed service")
                .isTrue();

        try (EmbeddedPostgres next = EmbeddedPostgres.startBelow(dataDir)) {
            assertThat(one(next, "select word from left_behind")).isEqualTo(word);
            assertThat(isServing(leftOver) && !leftOver.equals(next.jdbcUrl())).isFalse();
            execute(next, "drop table left_behind");
        }
        assertThat(isServing(leftOver)).isFalse();
    }

    private static void leavePidFile(long pid) throws IOException {
        Files.writeString(
                dataDir.resolve("postgres/cluster/postmaster.pid"),
                "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n  0  0\nready   \n"
                        .formatted(pid, dataDir.resolve("postgres/cluster")));
    }

    private static void assertItStarts() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startBelow(dataDir)) {
            assertThat(one(postgres, "select 'sound'")).isEqualTo("sound");
        }
    }

    private static boolean isServing(String jdbcUrl) {
        return accepts(
                InetAddress.getLoopbackAddress(),
                URI.create(jdbcUrl.substring("jdbc:".length())).getPort());
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve(path)));
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.password());
    }
}
