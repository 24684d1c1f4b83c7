package io.elevenfold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.MerkleProofs;
import io.elevenfold.ledger.Recomputation;
import io.elevenfold.testing.DatabaseOwner;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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
    void whatASuperuserChangesIsFoundAndNamedOnTheFirstScreen() throws SQLException {
        record(40);
        assertThat(faults()).isEmpty();
        long last = size() - 1;
        long altered = last - 2;
        String row = "lane = 1 and position = ";

        // Altered
        changed(
                "update activity set event = event || '{\"process.command_line\": \"nothing happened\"}' where " + row
                        + altered,
                () -> found(altered, "commits to"));
        // Deleted, and deleted with a word that it was to be
        changed("delete from activity where " + row + altered, () -> found(altered, "missing"));
        changed(
                "delete from activity where %s%d; insert into ledger_withdrawn values (1, %d, 'retention')"
                        .formatted(row, altered, altered),
                () -> found(altered, "missing"));
        // Reordered
        changed(
                """
                update activity set position = -1 where lane = 1 and position = %d;
                update activity set position = %d where lane = 1 and position = %d;
                update activity set position = %d where lane = 1 and position = -1"""
                        .formatted(altered, altered, altered + 1, altered + 1),
                () -> {
                    found(altered, "not the one that was recorded");
                    found(altered + 1, "not the one that was recorded");
                });
        // Inserted: at a place that is taken, and behind the end
        changed(
                "insert into activity select (a).* from (select jsonb_populate_record(a, jsonb_build_object('ingested', a.ingested - interval '1 microsecond')) a from activity a where "
                        + row + altered + ") copy",
                () -> found(altered, "two records stand at this position"));
        changed(
                "insert into activity select (a).* from (select jsonb_populate_record(a, jsonb_build_object('position', %d)) a from activity a where %s%d) copy"
                        .formatted(last + 1, row, altered),
                () -> found(last + 1, "behind the end of the log"));
        assertThat(faults()).isEmpty();
        assertThat(home()).doesNotContain("does not match its records from position");

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

    @Test
    void aLogThatNobodyCheckedForTwoDaysIsToldOnTheFirstScreen() throws SQLException {
        record(3);
        assertThat(faults()).isEmpty();
        assertThat(home()).doesNotContain("was last checked");
        asSuperuser("update ledger_check set finished_at = finished_at - interval '49 hours' where log = 1");
        try {
            assertThat(home()).contains("Log 1 of the ledger was last checked");
        } finally {
            asSuperuser("update ledger_check set finished_at = finished_at + interval '49 hours' where log = 1");
        }
    }

    private void found(long position, String what) {
        assertThat(faults()).anySatisfy(fault -> {
            assertThat(fault.position()).isEqualTo(position);
            assertThat(fault.what()).contains(what);
        });
        assertThat(home()).contains("Log 1 of the ledger does not match its records from position");
    }

    /** The first page as a browser shows it to an administrator. */
    private static String home() {
        return Enrolled.asSignedIn().get("/").then().statusCode(200).extract().asString();
    }

    private List<Recomputation.Fault> faults() {
        return checks.check().stream()
                .filter(check -> check.log() == 1)
                .flatMap(check -> check.faults().stream())
                .toList();
    }

    /** Changes rows past all triggers, looks, and puts them back. */
    private void changed(String change, Runnable look) throws SQLException {
        asSuperuser("create table kept as select * from activity where lane = 1 and position > " + (size() - 10)
                + "; create table kept_withdrawn as select * from ledger_withdrawn");
        asSuperuser(change);
        try {
            look.run();
        } finally {
            asSuperuser("delete from activity where lane = 1 and position >= (select min(position) from kept)"
                    + "; insert into activity select * from kept; drop table kept"
                    + "; delete from ledger_withdrawn; insert into ledger_withdrawn select * from kept_withdrawn"
                    + "; drop table kept_withdrawn");
        }
    }

    private void asSuperuser(String statements) throws SQLException {
        try (Connection connection = DatabaseOwner.connectAs("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(statements);
        }
    }

    private long size() throws SQLException {
        return Long.parseLong(text("/api/v1/ledger/checkpoint?lane=1").split("\n")[1]);
    }

    private byte[] leafHash(long position) throws Exception {
        try (Connection connection = DatabaseOwner.connect();
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
        Enrolled.endpoint().sends(lines.toString());
    }
}
