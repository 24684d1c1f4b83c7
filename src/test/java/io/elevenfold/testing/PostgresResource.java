package io.elevenfold.testing;

import io.elevenfold.platform.database.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The service's own embedded PostgreSQL in a folder that goes when the tests are over. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    /** The password of the account {@code admin}. */
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    /** An API token with the role of an administrator. */
    public static final String BOOTSTRAP_TOKEN = "ef_a_of-the-tests-0123456789abcdefghijklmnop";

    private @Nullable Path dataDir;
    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            dataDir = Files.createTempDirectory("elevenfold-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = EmbeddedPostgres.startBelow(dataDir);
        return Map.of(
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl(),
                "quarkus.datasource.username",
                EmbeddedPostgres.USER,
                "quarkus.datasource.password",
                postgres.password(),
                "elevenfold.data-dir",
                dataDir.toString(),
                "elevenfold.admin-password",
                ADMIN_PASSWORD,
                "elevenfold.bootstrap-token",
                BOOTSTRAP_TOKEN);
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (dataDir != null) {
            delete(dataDir);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
