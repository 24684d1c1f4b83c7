package io.elevenfold.ledger;

import io.elevenfold.platform.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The Ed25519 key (RFC 8032) that signs checkpoints. Its seed lies in the data directory, outside the database: who can
 * change rows cannot sign what they made of them.
 */
@ApplicationScoped
public class SigningKey {

    private static final int SEED_BYTES = 32;
    private static final int RAW_KEY_BYTES = 32;
    /** C2SP signed-note's number for Ed25519. */
    private static final byte ED25519 = 1;

    private final KeyPair pair;

    SigningKey(DataDirectory directory) {
        this.pair = pairOf(directory.secret("ledger-signing.key", SEED_BYTES));
    }

    private static KeyPair pairOf(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // The generator takes its private key from the random numbers it is given: the seed makes the same pair.
            generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new LedgerException("cannot sign a checkpoint", e);
        }
    }

    /** A text with this key's signature under it. */
    public String note(String name, String text) {
        return SignedNote.sign(this, name, text);
    }

    /** The public key in PEM, for {@code openssl pkeyutl -verify}. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** The verifier key of C2SP signed-note: {@code name+id+key}. */
    public String verifier(String name) {
        return name
                + '+'
                + HexFormat.of().formatHex(id(name))
                + '+'
                + Base64.getEncoder().encodeToString(typed());
    }

    /** The first four bytes of {@code SHA-256(name || 0x0A || 0x01 || public key)}. */
    byte[] id(String name) {
        byte[] hash = Hashes.plain((name + '\n').getBytes(StandardCharsets.UTF_8), typed());
        return Arrays.copyOf(hash, 4);
    }

    private byte[] typed() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] typed = new byte[1 + RAW_KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(encoded, encoded.length - RAW_KEY_BYTES, typed, 1, RAW_KEY_BYTES);
        return typed;
    }

    /** Whether a signature over a message was made with the key of this PEM. */
    static boolean verifies(String pem, byte[] message, byte[] signed) {
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static final class Seeded extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seeded(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
