package io.elevenfold.platform;

import io.elevenfold.platform.database.DatabaseException;
import io.elevenfold.platform.database.EmbeddedPostgres;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/** Where the process begins: a {@link Command} when one is named, else a database unless there is one, and the service. */
@QuarkusMain
public final class Elevenfold {

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String SESSION_KEY = "quarkus.http.auth.session.encryption-key";
    private static final int SESSION_KEY_BYTES = 32;
    private static final int ORDINAL_OF_CONFIG_FILE = 260;

    private Elevenfold() {}

    public static void main(String[] args) {
        Optional<Command> command = args.length == 0 ? Optional.empty() : commandNamed(args[0]);
        if (command.isPresent()) {
            System.exit(command.get().run(List.of(args).subList(1, args.length)));
        }
        try {
            serve(args);
        } catch (DatabaseException e) {
            System.err.println("Elevenfold cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Optional<Command> commandNamed(String name) {
        return ServiceLoader.load(Command.class, Elevenfold.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(command -> command.name().equals(name))
                .findFirst();
    }

    private static void serve(String[] args) {
        Config config = configBeforeQuarkus();
        Path dataDir = Path.of(
                config.getOptionalValue("elevenfold.data-dir", String.class).orElse("data"));
        keepSessionsOverRestarts(config, dataDir);
        if (config.getOptionalValue(URL, String.class).isPresent()) {
            Quarkus.run(Service.class, args);
            return;
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.startBelow(dataDir);
        // System properties outlive a reload in dev mode: the second run finds the database that the first one started.
        System.setProperty(URL, postgres.jdbcUrl());
        System.setProperty("quarkus.datasource.username", EmbeddedPostgres.USER);
        System.setProperty("quarkus.datasource.password", postgres.password());
        System.setProperty("quarkus.flyway.jdbc-url", postgres.jdbcUrl());
        System.setProperty("quarkus.flyway.username", EmbeddedPostgres.OWNER);
        System.setProperty("quarkus.flyway.password", postgres.password());
        CountDownLatch served = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfter(served, postgres), "database-stop"));
        // Quarkus does not return from run() when a signal ends it; its exit handler is called in either case.
        Quarkus.run(
                Service.class,
                (code, failure) -> {
                    served.countDown();
                    // Dev mode ends the application at each reload, and goes on after one that does not start.
                    if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
                        System.exit(code);
                    }
                },
                args);
    }

    /**
     * Runs until somebody ends it. Start reads the content and the templates and leaves five times as much behind as
     * stays; a JVM that is then idle would never collect it, nor give it back to the system.
     */
    public static final class Service implements QuarkusApplication {

        @Override
        public int run(String... args) {
            System.gc();
            Quarkus.waitForExit();
            return 0;
        }
    }

    /** Quarkus would make a new key at each start, and everybody would be signed out. */
    private static void keepSessionsOverRestarts(Config config, Path dataDir) {
        if (config.getOptionalValue(SESSION_KEY, String.class).isEmpty()) {
            byte[] key = new DataDirectory(dataDir).secret("session.key", SESSION_KEY_BYTES);
            System.setProperty(SESSION_KEY, Base64.getEncoder().encodeToString(key));
        }
    }

    /** The lanes must be able to commit what they have before their database goes. */
    private static void stopAfter(CountDownLatch served, EmbeddedPostgres postgres) {
        try {
            if (!served.await(20, TimeUnit.SECONDS)) {
                System.err.println("The service took longer than 20 seconds to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postgres.close();
    }

    /** Quarkus' own configuration is not there yet; these are the places where an administrator writes. */
    private static Config configBeforeQuarkus() {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
        Path file = Path.of("config", "application.properties");
        if (Files.isReadable(file)) {
            try {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), ORDINAL_OF_CONFIG_FILE));
            } catch (IOException e) {
                throw new DatabaseException("cannot read " + file.toAbsolutePath(), e);
            }
        }
        return builder.build();
    }
}
