package io.elevenfold.forwarding;

import io.elevenfold.platform.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Destinations' secrets at rest: AES-256-GCM with a key outside the database, bound to the destination. */
@ApplicationScoped
class Sealed {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Sealed(DataDirectory directory) {
        this.key = new SecretKeySpec(directory.secret("destinations.key", KEY_BYTES), "AES");
    }

    byte @Nullable [] seal(UUID owner, @Nullable String secret) {
        if (secret == null) {
            return null;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, owner, nonce, secret.getBytes(StandardCharsets.UTF_8));
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return whole;
    }

    @Nullable
    String open(UUID owner, byte @Nullable [] sealed) {
        if (sealed == null) {
            return null;
        }
        byte[] secret = crypt(
                Cipher.DECRYPT_MODE,
                owner,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, UUID owner, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the secret of destination %s does not open: is keys/destinations.key the one of this database?"
                            .formatted(owner),
                    e);
        }
    }
}
