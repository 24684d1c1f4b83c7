package io.elevenfold.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of our own: in a data directory that only its owner may enter, on loopback, behind a password. It is
 * started in a session of its own, so that Ctrl-C reaches the service first and the database last.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The role of the service: it reads and writes what it is granted. */
    public static final String USER = "elevenfold";

    /** The role that owns the tables, and so may change them: for migrations only. */
    public static final String OWNER = "elevenfold_owner";

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "elevenfold";
    private static final int PASSWORD_BYTES = 24;

    private final Path home;
    private final Path cluster;
    private final Path binaries;
    private final List<String> asUser;
    private final FileChannel lockFile;
    private final FileLock lock;
    private int port;

    private EmbeddedPostgres(Path home, FileChannel lockFile, FileLock lock) {
        this.home = home;
        this.cluster = home.resolve("cluster");
        this.binaries = PostgresBinaries.unpackBelow(home);
        this.asUser = commandThatDropsRoot();
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Starts the database below a folder, creating it the first time.
     *
     * @throws DatabaseException when the folder is in use by another service, was written by another major version of
     *     PostgreSQL, or the server does not start
     */
    public static EmbeddedPostgres startBelow(Path dataDir) {
        Path home = dataDir.toAbsolutePath().normalize().resolve("postgres");
        try {
            createPrivate(home);
            FileChannel lockFile =
                    FileChannel.open(home.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            EmbeddedPostgres postgres = new EmbeddedPostgres(home, lockFile, lock(lockFile, home));
            try {
                postgres.start();
            } catch (IOException | RuntimeException e) {
                postgres.release();
                throw e;
            }
            return postgres;
        } catch (IOException e) {
            throw new DatabaseException("cannot use the data directory " + home + ": " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /**
     * The password, made when the cluster was made; it lies in a file that only the owner may read. All roles have the
     * same: they guard the tables against a fault in the service's statements, not against who reads its files.
     */
    public String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new DatabaseException("cannot read " + passwordFile(), e);
        }
    }

    @Override
    public void close() {
        try {
            run(60, "pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "50");
        } catch (DatabaseException e) {
            LOG.warnf("The database did not stop: %s", e.getMessage());
        } finally {
            release();
        }
    }

    private void release() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            LOG.debug("lock already gone", e);
        }
    }

    private void start() throws IOException {
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            initialise();
        }
        refuseOtherMajor();
        stopLeftOver();
        port = freePort();
        // pg_ctl fails when a dead server's pid file names a process that is alive and somebody else's.
        run(
                90,
                "pg_ctl",
                "start",
                "-D",
                cluster.toString(),
                "-w",
                "-t",
                "80",
                "-l",
                home.resolve("postgres.log").toString(),
                "-o",
                "-p " + port);
        createRoles();
    }

    private void createRoles() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password());
                Statement statement = connection.createStatement()) {
            if (isThere(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                return;
            }
            for (String role : List.of(OWNER, USER)) {
                if (!isThere(statement, "select from pg_roles where rolname = '" + role + "'")) {
                    statement.execute("create role %s login password '%s'".formatted(role, password()));
                }
            }
            statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
        } catch (SQLException e) {
            throw new DatabaseException("cannot create the service's database: " + e.getMessage(), e);
        }
    }

    private static boolean isThere(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    private void initialise() throws IOException {
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(passwordFile());
        Files.createFile(passwordFile());
        restrict(passwordFile(), "rw-------");
        Files.writeString(
                passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        run(
                120,
                "initdb",
                "-D",
                cluster.toString(),
                "-U",
                SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile(),
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions");
        Files.writeString(
                cluster.resolve("postgresql.conf"),
                """

                # Elevenfold's own
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 60
                shared_buffers = '128MB'
                wal_compression = on
                max_wal_size = '2GB'
                checkpoint_completion_target = 0.9
                random_page_cost = 1.1
                timezone = 'UTC'
                log_timezone = 'UTC'
                idle_in_transaction_session_timeout = '5min'
                """,
                StandardOpenOption.APPEND);
    }

    private void refuseOtherMajor() throws IOException {
        String major = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!major.equals(PostgresBinaries.MAJOR)) {
            throw new DatabaseException(
                    "the data directory %s was written by PostgreSQL %s, this service brings PostgreSQL %s: dump it with the old version and restore it into a new data directory, or run it yourself and set QUARKUS_DATASOURCE_JDBC_URL"
                            .formatted(cluster, major, PostgresBinaries.MAJOR));
        }
    }

    /** After kill -9 of the service its database lives on; we hold the service's lock, so it is nobody's. */
    private void stopLeftOver() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        if (isOurServer(pidFile)) {
            LOG.info("Stopping the database that a crashed service left behind");
            run(60, "pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "50");
        }
        Files.deleteIfExists(pidFile);
    }

    /**
     * A pid is used again, and after a restart of a container soon: only the command line tells whose it is now. A
     * server that is not recognised is not stopped; PostgreSQL itself refuses to start beside it.
     */
    private boolean isOurServer(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
            return false;
        }
        ProcessHandle.Info process = ProcessHandle.of(
                        Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::info)
                .orElse(null);
        if (process == null || !process.command().orElse("").contains("postgres")) {
            return false;
        }
        // Windows tells no arguments; the program's own folder is below our data directory, too.
        return process.arguments()
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                .orElseGet(() -> process.command().orElse("").startsWith(binaries.toString()));
    }

    private void run(int seconds, String program, String... arguments) {
        List<String> command = new ArrayList<>(asUser);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path log = home.resolve(program + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .directory(home.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DatabaseException("%s took longer than %d seconds, see %s".formatted(program, seconds, log));
            }
            if (process.exitValue() != 0) {
                throw new DatabaseException(
                        "%s failed: %s(see also %s)".formatted(program, tail(log), home.resolve("postgres.log")));
            }
        } catch (IOException e) {
            throw new DatabaseException("cannot run " + program + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while " + program + " ran", e);
        }
    }

    private static String tail(Path log) throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 1000));
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private static FileLock lock(FileChannel channel, Path home) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("locked by this very process", e);
        }
        channel.close();
        throw new DatabaseException("another Elevenfold uses the data directory " + home.getParent()
                + "; stop it or set ELEVENFOLD_DATA_DIR to another folder");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and still owns its files. */
    private static List<String> commandThatDropsRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        try {
            Process probe = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (probe.waitFor() == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException e) {
            LOG.debug("no unshare here", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DatabaseException(
                "PostgreSQL does not run as root, and this system allows no user namespace: start Elevenfold as another user, or set QUARKUS_DATASOURCE_JDBC_URL");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        restrict(folder, "rwx------");
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
