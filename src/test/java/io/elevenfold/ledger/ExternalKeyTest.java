package io.elevenfold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.elevenfold.testing.LedgerKeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalKeyTest {

    private static final Path SOFT_DEVICE = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    Path folder;

    @Test
    void aKeyOfOpensslSigns() throws IOException {
        signs(ExternalKey.open("vault", at(LedgerKeyFiles.pem(folder), null, null, null)), "Ed25519");
    }

    @Test
    void aKeyInAKeystoreSigns() throws IOException {
        Path store = LedgerKeyFiles.keystore(folder);

        signs(ExternalKey.open("store", at(null, store, null, "password of a test")), "ECDSA P-256");
        assertThatThrownBy(() -> ExternalKey.open("store", at(null, store, null, "another")))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("elevenfold.ledger.keys.store")
                .hasMessageNotContaining("another");
    }

    @Test
    void aKeyThatNeverLeavesItsDeviceSigns() throws IOException {
        assumeTrue(Files.exists(SOFT_DEVICE), "softhsm2 is not installed");
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Path library = Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = %s%nobjectstore.backend = file%n".formatted(tokens));
        Path device = Files.writeString(
                folder.resolve("pkcs11.cfg"), "name = soft%nlibrary = %s%nslotListIndex = 0%n".formatted(SOFT_DEVICE));
        Map<String, String> environment = Map.of("SOFTHSM2_CONF", library.toString());
        LedgerKeyFiles.run(
                environment,
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "t",
                "--pin",
                "1234",
                "--so-pin",
                "1234");
        LedgerKeyFiles.keytool(
                environment,
                "-keystore",
                "NONE",
                "-storetype",
                "PKCS11",
                "-providerClass",
                "sun.security.pkcs11.SunPKCS11",
                "-providerArg",
                device.toString(),
                "-storepass",
                "1234");

        // In a process of its own: the library finds its token by the environment alone.
        LedgerKeyFiles.run(
                environment,
                LedgerKeyFiles.java("java"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ExternalKeyTest.class.getName(),
                device.toString());
    }

    public static void main(String[] device) {
        signs(ExternalKey.open("device", at(null, null, Path.of(device[0]), "1234")), "ECDSA P-256");
    }

    @Test
    void whatIsNoKeyIsToldWithTheSetting() throws IOException {
        Path text = Files.writeString(folder.resolve("no.pem"), "no key");

        assertThatThrownBy(() -> ExternalKey.open("vault", at(text, null, null, null)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("elevenfold.ledger.keys.vault");
        assertThatThrownBy(() -> ExternalKey.open("empty", at(null, null, null, null)))
                .hasMessageContaining("one of pem, keystore and pkcs11");
    }

    private static void signs(SigningKey key, String algorithm) {
        SignedNote note = SignedNote.parse(SignedNote.sign(List.of(key), "a/name", "what is signed\n"));

        assertThat(key.verifier().algorithmName()).isEqualTo(algorithm);
        assertThat(note.isSignedBy(VerifierKey.parse(key.verifier().pem()), "a/name"))
                .isTrue();
        assertThat(new SignedNote("something else\n", note.lines()).isSignedBy(key.verifier(), "a/name"))
                .isFalse();
        assertThat(note.isSignedBy(key.verifier(), "another/name")).isFalse();
    }

    private static KeysConfig.External at(
            @Nullable Path pem, @Nullable Path keystore, @Nullable Path pkcs11, @Nullable String password) {
        return new KeysConfig.External() {
            @Override
            public Optional<Path> pem() {
                return Optional.ofNullable(pem);
            }

            @Override
            public Optional<Path> keystore() {
                return Optional.ofNullable(keystore);
            }

            @Override
            public String keystoreType() {
                return "PKCS12";
            }

            @Override
            public Optional<Path> pkcs11() {
                return Optional.ofNullable(pkcs11);
            }

            @Override
            public Optional<String> password() {
                return Optional.ofNullable(password);
            }

            @Override
            public Optional<String> alias() {
                return Optional.empty();
            }
        };
    }
}
