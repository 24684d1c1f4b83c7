package io.elevenfold.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The folder for what does not lie in the database: keys, and files for others. Only the service's user may enter it. */
@ApplicationScoped
public class DataDirectory {

    private final Path root;
    private final Path keys;

    DataDirectory(@ConfigProperty(name = "elevenfold.data-dir", defaultValue = "data") Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.keys = this.root.resolve("keys");
    }

    /**
     * A secret that is made at the first call and read at every later one, from a file that only the owner can read.
     *
     * @throws UncheckedIOException when the directory cannot be written
     */
    public byte[] secret(String name, int bytes) {
        Path file = keys.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, bytes);
            }
            byte[] secret = Base64.getDecoder().decode(Files.readString(file).strip());
            if (secret.length != bytes) {
                throw new IOException("%s holds %d bytes instead of %d".formatted(file, secret.length, bytes));
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the key " + file, e);
        }
    }

    /**
     * Remembers a text across restarts, apart from the database.
     *
     * @throws UncheckedIOException when the directory cannot be written
     */
    public void remember(String name, String text) {
        try {
            Files.createDirectories(keys);
            restrict(keys, "rwx------");
            Path unfinished = keys.resolve(name + ".unfinished");
            Files.writeString(unfinished, text);
            Files.move(unfinished, keys.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + keys.resolve(name), e);
        }
    }

    /** What was remembered last under this name; empty when nothing was. */
    public Optional<String> recall(String name) {
        Path file = keys.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Deletes what {@link #secret} or {@link #remember} made; nothing when there is no such file.
     *
     * @throws UncheckedIOException when the directory cannot be written
     */
    public void forget(String name) {
        try {
            Files.deleteIfExists(keys.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + keys.resolve(name), e);
        }
    }

    /**
     * A folder for files of the service; only its user may enter it.
     *
     * @throws UncheckedIOException when the directory cannot be written
     */
    public Path folder(String name) {
        Path folder = root.resolve(name);
        try {
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }

    private void create(Path file, int bytes) throws IOException {
        byte[] secret = new byte[bytes];
        new SecureRandom().nextBytes(secret);
        Files.createDirectories(keys);
        restrict(keys, "rwx------");
        Path unfinished = keys.resolve(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished);
        restrict(unfinished, "rw-------");
        Files.writeString(unfinished, Base64.getEncoder().encodeToString(secret) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
