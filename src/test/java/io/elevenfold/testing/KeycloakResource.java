package io.elevenfold.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A real Keycloak from its Maven artifact, unpacked below {@code target}, with the realm that docker-compose.yml brings.
 * Only what a test needs is changed then: where the service is, passwords that are not the first ones, tokens by password.
 */
public final class KeycloakResource implements QuarkusTestResourceLifecycleManager {

    /** Of everybody in the realm. */
    public static final String PASSWORD = "a password for tests 1";

    private static final Path UNPACKED = Path.of("target", "keycloak").toAbsolutePath();
    private static final Path REALM = Path.of("src", "main", "docker", "keycloak", "elevenfold-realm.json")
            .toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final String ADMIN = "admin";
    private static final String CLIENT_SECRET = "the-secret-of-the-console-in-tests";
    private static final String DIRECTORY_SECRET = "the-secret-of-the-directory-in-tests";

    private static @Nullable Keycloak keycloak;

    private @Nullable Process process;
    private int port;

    /** Keycloak's administrator. Made when a test asks, since the client works only within the service. */
    public static synchronized Keycloak administrator() {
        if (keycloak == null) {
            keycloak = Keycloak.getInstance(
                    realmAddress().replaceFirst("/realms/.*", ""), "master", ADMIN, ADMIN, "admin-cli");
            prepare(keycloak);
        }
        return keycloak;
    }

    /** Where the realm's own doors are. */
    public static String realmAddress() {
        return ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
    }

    public static String clientSecret() {
        return CLIENT_SECRET;
    }

    @Override
    public Map<String, String> start() {
        try {
            port = freePort();
            launch();
            awaitRealm();
            return Map.of(
                    "quarkus.http.test-port",
                    Integer.toString(freePort()),
                    "quarkus.oidc.tenant-enabled",
                    "true",
                    "quarkus.oidc.auth-server-url",
                    "http://localhost:" + port + "/realms/elevenfold",
                    "quarkus.oidc.credentials.secret",
                    CLIENT_SECRET,
                    "elevenfold.directory.url",
                    "http://localhost:" + port,
                    "elevenfold.directory.client-secret",
                    DIRECTORY_SECRET,
                    "elevenfold.directory.every",
                    "off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void launch() throws IOException {
        Path home;
        try (var folders = Files.list(UNPACKED)) {
            home = folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path imported = Files.createDirectories(home.resolve("data/import"));
        Files.copy(REALM, imported.resolve("elevenfold-realm.json"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--db=dev-mem",
                        "--http-host=localhost",
                        "--http-port=" + port,
                        "--http-management-port=" + freePort())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "keycloak.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        builder.environment().put("ELEVENFOLD_CLIENT_SECRET", CLIENT_SECRET);
        builder.environment().put("ELEVENFOLD_DIRECTORY_SECRET", DIRECTORY_SECRET);
        process = builder.start();
    }

    private void awaitRealm() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/realms/elevenfold"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(250);
        }
        throw new IllegalStateException("Keycloak did not start; target/keycloak.log tells why");
    }

    private static void prepare(Keycloak keycloak) {
        int servicePort = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        var realm = keycloak.realm("elevenfold");
        ClientRepresentation client =
                realm.clients().findByClientId("elevenfold").get(0);
        client.setRedirectUris(List.of("http://localhost:" + servicePort + "/*"));
        client.getAttributes().put("post.logout.redirect.uris", "http://localhost:" + servicePort + "/*");
        client.setDirectAccessGrantsEnabled(true);
        realm.clients().get(client.getId()).update(client);
        for (UserRepresentation user : realm.users().list(0, 100)) {
            CredentialRepresentation password = new CredentialRepresentation();
            password.setType(CredentialRepresentation.PASSWORD);
            password.setValue(PASSWORD);
            password.setTemporary(false);
            realm.users().get(user.getId()).resetPassword(password);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
