package io.elevenfold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.MerkleProofs;
import io.elevenfold.ledger.Recomputation;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class LedgerFromOutsideTest {

    @Inject
    LedgerChecks checks;

    @Inject
    Checkpoints checkpoints;

    @ConfigProperty(name = "quarkus.flyway.jdbc-url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String password;

    @TempDir
    Path folder;

    @Test
    void opensslAgreesWithTheSignatureAndAStrangerWithTheProofs() throws Exception {
        record(600);
        String note = text("/api/v1/ledger/checkpoint?lane=1");
        String[] lines = note.split("\n", -1);
        long size = Long.parseLong(lines[1]);
        byte[] root = Base64.getDecoder().decode(lines[2]);

        assertThat(opensslVerifies(note)).isTrue();
        assertThat(opensslVerifies(note.replaceFirst("\n" + size + "\n", "\n" + (size + 1) + "\n")))
                .isFalse();

        long index = size - 3;
        List<byte[]> proof = hashes("/api/v1/ledger/inclusion?lane=1&index=%d&size=%d".formatted(index, size));
        assertThat(MerkleProofs.includes(leafHash(index), index, size, proof, root))
                .isTrue();

        record(5);
        String later = text("/api/v1/ledger/checkpoint?lane=1");
        long grown = Long.parseLong(later.split("\n")[1]);
        byte[] newRoot = Base64.getDecoder().decode(later.split("\n")[2]);
        assertThat(MerkleProofs.consistent(
                        size,
                        root,
                        grown,
                        newRoot,
                        hashes("/api/v1/ledger/consistency?lane=1&from=%d&to=%d".formatted(size, grown))))
                .isTrue();
    }

    @Test
    void aLogIsReadInTiles() throws Exception {
        record(600);
        byte[] tile = bytes("/api/v1/ledger/logs/1/tile/0/001");
        assertThat(tile).hasSize(8192);
        assertThat(java.util.Arrays.copyOfRange(tile, 64, 96)).isEqualTo(leafHash(258));
        assertThat(bytes("/api/v1/ledger/logs/1/tile/0/001.p/3")).isEqualTo(java.util.Arrays.copyOf(tile, 96));
        assertThat(bytes("/api/v1/ledger/logs/1/tile/1/000.p/2")).hasSize(64);

        java.nio.ByteBuffer bundle = java.nio.ByteBuffer.wrap(bytes("/api/v1/ledger/logs/1/tile/entries/001"));
        for (int i = 0; i < 256; i++) {
            byte[] leaf = new byte[Short.toUnsignedInt(bundle.getShort())];
            bundle.get(leaf);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0);
            assertThat(digest.digest(leaf)).isEqualTo(java.util.Arrays.copyOfRange(tile, 32 * i, 32 * i + 32));
        }
        assertThat(bundle.hasRemaining()).isFalse();
        for (String none : List.of("0/x999/999", "0/1", "9/000", "entries/x999/000", "0/000.p/256", "2/000")) {
            Enrolled.asAdministrator()
                    .get("/api/v1/ledger/logs/1/tile/" + none)
                    .then()
                    .statusCode(404);
        }
    }

    private static byte[] bytes(String path) {
        return Enrolled.asAdministrator()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void whatTheLogNeverHadIsRefused() {
        Enrolled.asAdministrator()
                .get("/api/v1/ledger/inclusion?lane=1&index=9&size=3")
                .then()
                .statusCode(400);
        Enrolled.asAdministrator()
                .get("/api/v1/ledger/checkpoint?lane=99")
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsChangedBehindTheServicesBackIsFoundAndNamed() throws SQLException {
        record(400);
        assertThat(faults()).isEmpty();
        long size = size();
        long altered = size - 2;

        changed(
                "update activity set event = event || '{\"process.command_line\": \"nothing happened\"}' where lane = 1 and position = "
                        + altered,
                altered,
                () -> assertThat(faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.position()).isEqualTo(altered))
                        .satisfies(fault -> assertThat(fault.what()).contains("commits to")));
        changed("delete from activity where lane = 1 and position = " + altered, altered, () -> assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.position()).isEqualTo(altered))
                .satisfies(fault -> assertThat(fault.what()).contains("missing")));
        changed(
                "update activity set leaf = (select leaf from activity where lane = 1 and position = %d) where lane = 1 and position = %d"
                        .formatted(altered - 1, altered),
                altered,
                () -> assertThat(faults())
                        .extracting(Recomputation.Fault::position)
                        .contains(altered));
        assertThat(faults()).isEmpty();

        String finding = Enrolled.asAdministrator()
                .queryParam("limit", 1000)
                .get("/api/v1/findings")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.title == 'Ledger does not match its records' }.id");
        assertThat(finding).isNotNull();
        Enrolled.asAdministrator().get("/findings/" + finding).then().statusCode(200);
    }

    private List<Recomputation.Fault> faults() {
        return checks.check().stream()
                .filter(check -> check.log() == 1)
                .flatMap(check -> check.faults().stream())
                .toList();
    }

    /** Switches the trigger off as the tables' owner can, looks, and puts the row back. */
    private void changed(String change, long position, Runnable look) throws SQLException {
        String row = "lane = 1 and position = " + position;
        try (Connection connection = DriverManager.getConnection(url, owner, password);
                Statement statement = connection.createStatement()) {
            statement.execute("alter table activity disable trigger activity_grows");
            statement.execute("create temporary table kept as select * from activity where " + row);
            statement.execute(change);
            try {
                look.run();
            } finally {
                statement.execute("delete from activity where " + row);
                statement.execute("insert into activity select * from kept");
                statement.execute("alter table activity enable trigger activity_grows");
            }
        }
    }

    private long size() throws SQLException {
        return Long.parseLong(text("/api/v1/ledger/checkpoint?lane=1").split("\n")[1]);
    }

    private byte[] leafHash(long position) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, owner, password);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select leaf from activity where lane = 1 and position = " + position)) {
            row.next();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0);
            return digest.digest(row.getBytes(1));
        }
    }

    private boolean opensslVerifies(String note) throws Exception {
        int blank = note.indexOf("\n\n");
        byte[] line = Base64.getDecoder()
                .decode(note.substring(note.lastIndexOf(' ') + 1).strip());
        Path body = Files.writeString(folder.resolve(UUID.randomUUID().toString()), note.substring(0, blank + 1));
        Path signature = Files.write(
                folder.resolve(UUID.randomUUID().toString()), java.util.Arrays.copyOfRange(line, 4, line.length));
        Path key = Files.writeString(folder.resolve("key.pem"), text("/api/v1/ledger/key"));
        return new ProcessBuilder(
                                "openssl",
                                "pkeyutl",
                                "-verify",
                                "-pubin",
                                "-inkey",
                                key.toString(),
                                "-rawin",
                                "-in",
                                body.toString(),
                                "-sigfile",
                                signature.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String text(String path) {
        return Enrolled.asAdministrator()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<byte[]> hashes(String path) {
        List<String> hashes = Enrolled.asAdministrator()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .path("hashes");
        return hashes.stream().map(Base64.getDecoder()::decode).toList();
    }

    private static void record(int events) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events; i++) {
            lines.append(
                    "{\"event.action\":\"shell_exec\",\"agent.product\":\"codex\",\"session.id\":\"s\",\"process.command_line\":\"make t%d\"}\n"
                            .formatted(i));
        }
        Enrolled.endpoint()
                .asEndpoint()
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/activity")
                .then()
                .statusCode(200);
    }
}
