package io.elevenfold.ledger;

import io.elevenfold.platform.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One key for each data subject (a person, else an endpoint): salts of the ledger's commitments come from it, so
 * destroying the key is erasing the person while every proof stays valid. Stored wrapped (AES-256-GCM) by a master key
 * that lies outside the database.
 */
@ApplicationScoped
public class SubjectKeys {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int CACHED = 50_000;

    private final DataSource dataSource;
    private final Clock clock;
    private final SecretKeySpec master;
    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, SecretKeySpec> cache = new ConcurrentHashMap<>();

    SubjectKeys(DataSource dataSource, Clock clock, DataDirectory directory) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.master = new SecretKeySpec(directory.secret("subject-master.key", KEY_BYTES), "AES");
    }

    /**
     * The subject's key for HMAC-SHA-256, made at the first call.
     *
     * @throws LedgerException when the key was destroyed: nothing new may be committed to for an erased subject
     */
    public SecretKeySpec keyOf(UUID subject) {
        SecretKeySpec known = cache.get(subject);
        if (known != null) {
            return known;
        }
        SecretKeySpec key = readOrCreate(subject);
        if (cache.size() >= CACHED) {
            cache.clear();
        }
        cache.put(subject, key);
        return key;
    }

    /**
     * Destroys a key for good, in the transaction of the caller's connection: nothing that it salts can be opened again.
     *
     * @return SHA-256 over the key, for the record of its end; empty when there was none, or it was destroyed before
     */
    public Optional<byte[]> destroy(Connection connection, UUID subject) throws SQLException {
        SecretKeySpec key;
        try {
            key = read(connection, subject);
        } catch (LedgerException e) {
            if (e.getCause() != null) {
                throw e;
            }
            return Optional.empty();
        }
        try (PreparedStatement destroy = connection.prepareStatement(
                """
                insert into subject_key (subject, created_at, destroyed_at) values (?, ?, ?)
                on conflict (subject) do update set wrapped = null, destroyed_at = excluded.destroyed_at""")) {
            Timestamp now = Timestamp.from(clock.instant());
            destroy.setObject(1, subject);
            destroy.setTimestamp(2, now);
            destroy.setTimestamp(3, now);
            destroy.executeUpdate();
        }
        cache.remove(subject);
        return Optional.ofNullable(key).map(bytes -> Hashes.plain(bytes.getEncoded()));
    }

    /** Forgets a key that is kept in memory; to be called when the transaction that destroyed it has ended. */
    public void forget(UUID subject) {
        cache.remove(subject);
    }

    private SecretKeySpec readOrCreate(UUID subject) {
        try (Connection connection = dataSource.getConnection()) {
            SecretKeySpec stored = read(connection, subject);
            if (stored != null) {
                return stored;
            }
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into subject_key (subject, wrapped, created_at) values (?, ?, ?) on conflict do nothing")) {
                insert.setObject(1, subject);
                insert.setBytes(2, wrap(subject, fresh));
                insert.setTimestamp(3, Timestamp.from(clock.instant()));
                insert.executeUpdate();
            }
            SecretKeySpec made = read(connection, subject);
            if (made == null) {
                throw new LedgerException("the key of subject " + subject + " could not be stored");
            }
            return made;
        } catch (SQLException e) {
            throw new LedgerException("cannot read the key of subject " + subject, e);
        }
    }

    private @Nullable SecretKeySpec read(Connection connection, UUID subject) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select wrapped from subject_key where subject = ?")) {
            select.setObject(1, subject);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                byte[] wrapped = row.getBytes(1);
                if (wrapped == null) {
                    throw new LedgerException("the key of subject " + subject + " was destroyed");
                }
                return new SecretKeySpec(unwrap(subject, wrapped), "HmacSHA256");
            }
        }
    }

    private byte[] wrap(UUID subject, byte[] key) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, subject, nonce, key);
        byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
        return wrapped;
    }

    private byte[] unwrap(UUID subject, byte[] wrapped) {
        return crypt(
                Cipher.DECRYPT_MODE,
                subject,
                Arrays.copyOf(wrapped, NONCE_BYTES),
                Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length));
    }

    private byte[] crypt(int mode, UUID subject, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(subject.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new LedgerException(
                    "the key of subject %s does not open: is keys/subject-master.key the one that belongs to this database?"
                            .formatted(subject),
                    e);
        }
    }
}
