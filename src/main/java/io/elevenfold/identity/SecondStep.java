package io.elevenfold.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.elevenfold.platform.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Codes of an authenticator (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds, as every authenticator speaks it). The secret
 * is stored sealed (AES-256-GCM) by a key outside the database. A code is good once, and for one step before and after.
 */
@ApplicationScoped
class SecondStep {

    private static final int SECRET_BYTES = 20;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int RECOVERY_CODES = 8;
    private static final int RECOVERY_BYTES = 10;

    private final Clock clock;
    private final SecretKeySpec sealing;
    private final SecureRandom random = new SecureRandom();
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    SecondStep(Clock clock, DataDirectory directory) {
        this.clock = clock;
        this.sealing = new SecretKeySpec(directory.secret("sign-in.key", 32), "AES");
    }

    byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** Eighty random bits each, so that their plain hash is enough. */
    List<String> newRecoveryCodes() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] bytes = new byte[RECOVERY_BYTES];
            random.nextBytes(bytes);
            codes.add(Base32.of(bytes).toLowerCase(Locale.ROOT));
        }
        return codes;
    }

    /** The account's own code, or one of its recovery codes, which is used up by it. */
    boolean accepts(Account account, String code) {
        byte[] sealed = account.totpSecret;
        String given = code.strip().replace(" ", "").toLowerCase(Locale.ROOT);
        if (sealed == null || given.isEmpty()) {
            return false;
        }
        Long step = stepOf(open(account.id, sealed), given, account.totpStep);
        if (step != null) {
            account.totpStep = step;
            return true;
        }
        return isRecovery(account, given);
    }

    private @Nullable Long stepOf(byte[] secret, String code, long after) {
        SecretKeySpec key = new SecretKeySpec(secret, generator.getAlgorithm());
        long length = generator.getTimeStep().toSeconds();
        long now = clock.instant().getEpochSecond() / length;
        for (long step = now - 1; step <= now + 1; step++) {
            if (step > after && isEqual(code, codeAt(key, step * length))) {
                return step;
            }
        }
        return null;
    }

    private String codeAt(SecretKeySpec key, long second) {
        try {
            return generator.generateOneTimePasswordString(key, Instant.ofEpochSecond(second));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("20 bytes are always a key for HMAC", e);
        }
    }

    private static boolean isRecovery(Account account, String code) {
        byte[] hash = Secrets.hash(code);
        for (byte[] known : account.recoveryCodes) {
            if (MessageDigest.isEqual(known, hash)) {
                account.recoveryCodes = Arrays.stream(account.recoveryCodes)
                        .filter(each -> !Arrays.equals(each, hash))
                        .toArray(byte[][]::new);
                return true;
            }
        }
        return false;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    byte[] seal(UUID account, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, account, nonce, secret);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return whole;
    }

    byte[] open(UUID account, byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                account,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] crypt(int mode, UUID account, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(account.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a second step does not open: is keys/sign-in.key the one that belongs to this database?", e);
        }
    }
}
