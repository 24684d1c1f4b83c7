package io.elevenfold.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two keys that an organisation keeps itself: {@code vault}, Ed25519 in PEM made by openssl, and {@code store}, P-256 in a
 * PKCS#12 keystore made by keytool. Nothing is signed with them before a test rotates.
 */
public final class LedgerKeyFiles implements QuarkusTestResourceLifecycleManager {

    private @Nullable Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("elevenfold-keys");
            Path pem = pem(folder);
            Path store = keystore(folder);
            return Map.of(
                    "elevenfold.ledger.keys.vault.pem",
                    pem.toString(),
                    "elevenfold.ledger.keys.store.keystore",
                    store.toString(),
                    "elevenfold.ledger.keys.store.password",
                    "password of a test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An Ed25519 key as openssl makes it. */
    public static Path pem(Path folder) throws IOException {
        Path pem = folder.resolve("ledger.pem");
        run(Map.of(), "openssl", "genpkey", "-algorithm", "ed25519", "-out", pem.toString());
        return pem;
    }

    /** A P-256 key as keytool makes it; the password is {@code password of a test}, the alias {@code ledger}. */
    public static Path keystore(Path folder) throws IOException {
        Path store = folder.resolve("ledger.p12");
        keytool(Map.of(), "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "password of a test");
        return store;
    }

    /** Makes a P-256 key called {@code ledger}, wherever the options say. */
    public static void keytool(Map<String, String> environment, String... where) throws IOException {
        String[] how = {
            java("keytool"),
            "-genkeypair",
            "-alias",
            "ledger",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=ledger",
            "-validity",
            "36500"
        };
        String[] command = java.util.Arrays.copyOf(how, how.length + where.length);
        System.arraycopy(where, 0, command, how.length, where.length);
        run(environment, command);
    }

    /** A program of the Java platform that runs this. */
    public static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** Runs a program that must succeed. */
    public static void run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void stop() {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve("ledger.pem"));
                Files.deleteIfExists(folder.resolve("ledger.p12"));
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
