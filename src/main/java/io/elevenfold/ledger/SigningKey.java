package io.elevenfold.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import org.jspecify.annotations.Nullable;

/** A key that signs, wherever its private part lies. */
final class SigningKey {

    /** Bytes of an Ed25519 seed (RFC 8032 §5.1.5). */
    static final int SEED_BYTES = 32;

    private final VerifierKey verifier;
    private final PrivateKey key;
    private final @Nullable Provider device;

    /** @param device who alone can use the private part; null for a key in memory */
    SigningKey(VerifierKey verifier, PrivateKey key, @Nullable Provider device) {
        this.verifier = verifier;
        this.key = key;
        this.device = device;
    }

    static SigningKey ofSeed(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // The generator takes its private key from the random numbers it is given: the seed makes the same pair.
            generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(VerifierKey.of(pair.getPublic()), pair.getPrivate(), null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    VerifierKey verifier() {
        return verifier;
    }

    byte[] sign(byte[] message) {
        try {
            String algorithm = verifier.algorithm().signature();
            Signature signature =
                    device == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, device);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new LedgerException("the ledger's key does not sign: " + e.getMessage(), e);
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
