package io.elevenfold.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks PostgreSQL for this machine from the class path, once per version. */
final class PostgresBinaries {

    static final String MAJOR = "18";
    private static final String VERSION = "18.6.0";
    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    /**
     * The folder that holds {@code bin/}, {@code lib/} and {@code share/}.
     *
     * @throws DatabaseException when there is no PostgreSQL for this operating system and processor
     */
    static Path unpackBelow(Path folder) {
        Path target = folder.resolve("postgres-" + VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            // Unpacked beside and then moved: a crash half way leaves nothing that looks complete.
            Path unfinished = folder.resolve("postgres-" + VERSION + ".unfinished");
            delete(unfinished);
            Files.createDirectories(unfinished);
            unpack(archive(), unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new DatabaseException("cannot unpack PostgreSQL to " + target + ": " + e.getMessage(), e);
        }
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        String system = os.contains("win") ? "windows" : os.contains("mac") ? "darwin" : "linux";
        return "postgres-%s-%s.txz".formatted(system, arm ? "arm_64" : "x86_64");
    }

    private static void unpack(String archive, Path target) throws IOException {
        InputStream resource = Thread.currentThread().getContextClassLoader().getResourceAsStream(archive);
        if (resource == null) {
            throw new DatabaseException(
                    "there is no embedded PostgreSQL for this machine (%s); set QUARKUS_DATASOURCE_JDBC_URL"
                            .formatted(archive));
        }
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(tar, path);
            if ((entry.getMode() & OWNER_EXECUTES) != 0
                    && Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
