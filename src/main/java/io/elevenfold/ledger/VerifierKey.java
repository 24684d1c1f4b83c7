package io.elevenfold.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A public key of the ledger: Ed25519, or ECDSA over P-256 for devices that know nothing else (C2SP signed-note). */
public final class VerifierKey {

    private static final int RAW_ED25519_BYTES = 32;
    private static final int P256_BITS = 256;
    private static final int ID_BYTES = 4;

    private final PublicKey key;
    private final Algorithm algorithm;

    /** What a key signs with. */
    enum Algorithm {
        ED25519("Ed25519", "Ed25519", 1),
        ECDSA_P256("EC", "SHA256withECDSA", 2);

        private final String family;
        private final String signature;
        /** C2SP signed-note's number for it. */
        private final byte type;

        Algorithm(String family, String signature, int type) {
            this.family = family;
            this.signature = signature;
            this.type = (byte) type;
        }

        String signature() {
            return signature;
        }
    }

    private VerifierKey(PublicKey key, Algorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /** @throws IllegalArgumentException when it is a key of another kind */
    static VerifierKey of(PublicKey key) {
        if (key instanceof ECPublicKey curve && curve.getParams().getOrder().bitLength() == P256_BITS) {
            return new VerifierKey(key, Algorithm.ECDSA_P256);
        }
        if (key.getAlgorithm().equals("EdDSA") || key.getAlgorithm().equals("Ed25519")) {
            return ofEncoded(Algorithm.ED25519, key.getEncoded());
        }
        throw new IllegalArgumentException("a key for Ed25519, or for ECDSA over P-256, is expected");
    }

    /** @throws IllegalArgumentException when the text is no such key */
    public static VerifierKey parse(String pem) {
        return ofEncoded(Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", "")));
    }

    /** @throws IllegalArgumentException when the bytes are no SubjectPublicKeyInfo of such a key */
    static VerifierKey ofEncoded(byte[] der) {
        try {
            return ofEncoded(Algorithm.ED25519, der);
        } catch (IllegalArgumentException other) {
            VerifierKey key = ofEncoded(Algorithm.ECDSA_P256, der);
            return of(key.key);
        }
    }

    private static VerifierKey ofEncoded(Algorithm algorithm, byte[] der) {
        try {
            return new VerifierKey(
                    KeyFactory.getInstance(algorithm.family).generatePublic(new X509EncodedKeySpec(der)), algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no public key for Ed25519, or for ECDSA over P-256", e);
        }
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** In PEM, for {@code openssl pkeyutl -verify}. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** The SubjectPublicKeyInfo, Base64 in one line. */
    String base64() {
        return Base64.getEncoder().encodeToString(encoded());
    }

    byte[] encoded() {
        return key.getEncoded();
    }

    /** SHA-256 of the SubjectPublicKeyInfo, in hex: what two people read to each other. */
    public String fingerprint() {
        return HexFormat.of().formatHex(Hashes.plain(encoded()));
    }

    /** The word for its algorithm. */
    public String algorithmName() {
        return algorithm == Algorithm.ED25519 ? "Ed25519" : "ECDSA P-256";
    }

    /**
     * The number beside a signature: the first four bytes of {@code SHA-256(name || 0x0A || 0x01 || public key)}; for
     * ECDSA of SHA-256 over the SubjectPublicKeyInfo.
     */
    byte[] id(String name) {
        byte[] hash = algorithm == Algorithm.ED25519
                ? Hashes.plain((name + '\n').getBytes(StandardCharsets.UTF_8), new byte[] {algorithm.type}, raw())
                : Hashes.plain(encoded());
        return Arrays.copyOf(hash, ID_BYTES);
    }

    private byte[] raw() {
        byte[] encoded = encoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_ED25519_BYTES, encoded.length);
    }

    boolean verifies(byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(algorithm.signature);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && Arrays.equals(encoded(), that.encoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded());
    }

    @Override
    public String toString() {
        return algorithmName() + ' ' + fingerprint();
    }
}
