package io.elevenfold.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.elevenfold.evidence.LedgerChecks;
import io.elevenfold.evidence.verify.Fault;
import io.elevenfold.evidence.verify.PackageVerifier;
import io.elevenfold.evidence.verify.Verify;
import io.elevenfold.ledger.KeyStatement;
import io.elevenfold.ledger.SignedNote;
import io.elevenfold.ledger.VerifierKey;
import io.elevenfold.testing.DatabaseOwner;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.LedgerKeyFiles;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
@QuarkusTestResource(LedgerKeyFiles.class)
class KeyRotationTest {

    private static final String REASON = "the yearly rotation of keys";

    @Inject
    LedgerChecks checks;

    @ConfigProperty(name = "elevenfold.data-dir")
    Path dataDir;

    @TempDir
    Path folder;

    @Test
    void theOldKeyHandsOverAndBothSignEveryLogOnce() {
        MadePackage.record(3);
        VerifierKey old = current();
        String before = checkpoint(1);

        rotate(null, REASON)
                .statusCode(200)
                .body("algorithm", equalTo("Ed25519"))
                .body("by", containsString("token"));

        VerifierKey next = current();
        assertThat(next).isNotEqualTo(old);
        assertThat(KeyStatement.isHandover(last("statement"), old, next)).isTrue();
        assertThat(KeyStatement.isHandover(last("statement"), next, old)).isFalse();
        // Nothing was recorded in log 1 since: the same size carries both signatures now.
        String both = checkpoint(1);
        assertThat(both.lines().limit(3))
                .containsExactlyElementsOf(before.lines().limit(3).toList());
        assertThat(isSigned(both, old)).isTrue();
        assertThat(isSigned(both, next)).isTrue();
        MadePackage.record(3);
        assertThat(isSigned(checkpoint(1), old)).isFalse();
        assertThat(isSigned(checkpoint(1), next)).isTrue();
        Enrolled.asAdministrator()
                .queryParam("type", "ledger.key_rotated")
                .get("/api/v1/audit-trail")
                .then()
                .statusCode(200)
                .body("items[0].detail.reason", equalTo(REASON))
                .body("items[0].detail.fingerprint", equalTo(next.fingerprint()));
        assertThat(dataDir.resolve("keys/ledger-signing.key")).doesNotExist();
        assertThat(checks.check())
                .allSatisfy(check -> assertThat(check.faults()).isEmpty());
    }

    @Test
    void aPackageOverRotationsToKeysOfOnesOwnLeadsBackToAnyEarlierKey() throws Exception {
        VerifierKey first = current();
        Instant from = Instant.now();
        MadePackage.record(20);
        rotate("store", REASON).statusCode(200).body("algorithm", equalTo("ECDSA P-256"));
        MadePackage.record(20);
        Path underStore = MadePackage.unpacked(folder, MadePackage.made(from, "actor", "target"));
        rotate("vault", REASON).statusCode(200).body("algorithm", equalTo("Ed25519"));
        MadePackage.record(20);
        Path unpacked = MadePackage.unpacked(folder, MadePackage.made(from, "actor", "target"));
        Path trusted = Files.writeString(folder.resolve("first.pem"), first.pem());

        for (Path each : List.of(underStore, unpacked)) {
            assertThat(PackageVerifier.verify(each).faults()).isEmpty();
            assertThat(new Verify().run(List.of(each.toString(), "--key", trusted.toString())))
                    .isZero();
            MadePackage.Answer shell = MadePackage.shell(each, trusted.toString());
            assertThat(shell.text()).contains("handed over to keys/ledger.pem").endsWith("\nVERIFIED\n");
        }
        Path stranger = Files.writeString(folder.resolve("stranger.pem"), strangersKey());
        assertThat(new Verify().run(List.of(unpacked.toString(), "--key", stranger.toString())))
                .isEqualTo(1);
        assertThat(MadePackage.shell(unpacked, stranger.toString()).text()).contains("nor did that hand over to it");

        Path handover = Files.list(unpacked.resolve("keys/earlier"))
                .filter(file -> file.toString().endsWith(".handover"))
                .sorted()
                .reduce((one, other) -> other)
                .orElseThrow();
        // The signature of the old key alone: somebody who has the new one says that it follows.
        List<String> lines = Files.readAllLines(handover);
        lines.remove(lines.size() - 2);
        Files.write(handover, lines);
        assertThat(PackageVerifier.verify(unpacked).faults())
                .extracting(Fault::what)
                .anyMatch(what -> what.contains("does not hand over"));
        assertThat(MadePackage.shell(unpacked).text()).contains("does not hand over from this key to the next");
    }

    @Test
    void aKeyThatSomebodyEntersInTheTableIsFound() throws Exception {
        checkpoint(0);
        try (Connection connection = DatabaseOwner.connect();
                Statement statement = connection.createStatement()) {
            String copy =
                    """
                    insert into ledger_key (number, public_key, since, statement, made_by, reason)
                    select max(number) + 1, '\\x302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
                        now(), 'trust me', 'somebody', 'none' from ledger_key""";
            statement.execute(copy);
            try {
                assertThat(checks.check())
                        .flatExtracting(check -> check.faults())
                        .anySatisfy(fault -> assertThat(fault.what()).contains("was not handed over to"));
            } finally {
                remove(statement);
            }
        }
        assertThat(checks.check())
                .allSatisfy(check -> assertThat(check.faults()).isEmpty());
    }

    private static void remove(Statement statement) throws SQLException {
        statement.execute("alter table ledger_key disable trigger ledger_key_grows");
        statement.execute("delete from ledger_key where made_by = 'somebody'");
        statement.execute("alter table ledger_key enable trigger ledger_key_grows");
    }

    @Test
    void aRotationNeedsAReasonAndAKeyThatNeverSigned() {
        rotate(null, "short").statusCode(400).body("detail", containsString("reason"));
        rotate("nowhere", REASON).statusCode(400).body("detail", containsString("never signed"));
    }

    private static ValidatableResponse rotate(@Nullable String to, String reason) {
        Map<String, String> request = new HashMap<>(Map.of("reason", reason));
        if (to != null) {
            request.put("to", to);
        }
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/api/v1/ledger/keys")
                .then();
    }

    private static String last(String field) {
        JsonPath keys = Enrolled.asAdministrator()
                .get("/api/v1/ledger/keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return keys.getString("[-1]." + field);
    }

    private static VerifierKey current() {
        VerifierKey key = VerifierKey.parse(Enrolled.asAdministrator()
                .get("/api/v1/ledger/key")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(last("fingerprint")).isEqualTo(key.fingerprint());
        return key;
    }

    private static String checkpoint(int log) {
        return Enrolled.asAdministrator()
                .get("/api/v1/ledger/checkpoint?lane=" + log)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static boolean isSigned(String note, VerifierKey key) {
        return SignedNote.parse(note).isSignedBy(key, note.substring(0, note.indexOf('\n')));
    }

    private static String strangersKey() {
        // RFC 8032 §7.1, test 1.
        return """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
                -----END PUBLIC KEY-----
                """;
    }
}
