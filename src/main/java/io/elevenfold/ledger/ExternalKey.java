package io.elevenfold.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens keys that the configuration names. */
final class ExternalKey {

    private ExternalKey() {}

    /** @throws LedgerException when it cannot be opened, with the setting that is wrong */
    static SigningKey open(String name, KeysConfig.External at) {
        String setting = "elevenfold.ledger.keys." + name;
        try {
            if (at.pem().isPresent()) {
                return ofPem(Files.readString(at.pem().get()));
            }
            char[] password = at.password().map(String::toCharArray).orElse(null);
            if (at.pkcs11().isPresent()) {
                Provider device = device(at.pkcs11().get());
                KeyStore store = KeyStore.getInstance("PKCS11", device);
                store.load(null, password);
                return entry(store, at, password, device);
            }
            if (at.keystore().isPresent()) {
                KeyStore store = KeyStore.getInstance(at.keystoreType());
                try (InputStream in = Files.newInputStream(at.keystore().get())) {
                    store.load(in, password);
                }
                return entry(store, at, password, null);
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new LedgerException("%s: the key cannot be used: %s".formatted(setting, e.getMessage()), e);
        }
        throw new LedgerException(setting + ": one of pem, keystore and pkcs11 is expected");
    }

    private static SigningKey ofPem(String pem) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
        PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
        return SigningKey.ofSeed(((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new IllegalArgumentException("the file holds no private part")));
    }

    private static Provider device(Path configuration) {
        Provider provider = Security.getProvider("SunPKCS11");
        if (provider == null) {
            throw new IllegalArgumentException("this Java platform has no SunPKCS11");
        }
        return provider.configure(configuration.toString());
    }

    private static SigningKey entry(
            KeyStore store, KeysConfig.External at, char @Nullable [] password, @Nullable Provider device)
            throws GeneralSecurityException {
        List<String> aliases = Collections.list(store.aliases());
        if (at.alias().isEmpty() && aliases.size() != 1) {
            throw new IllegalArgumentException("alias: it must be told which of %d entries".formatted(aliases.size()));
        }
        String alias = at.alias().orElseGet(() -> aliases.get(0));
        Certificate certificate = store.getCertificate(alias);
        if (certificate == null || !(store.getKey(alias, password) instanceof PrivateKey key)) {
            throw new IllegalArgumentException("alias: there is no private key with a certificate called " + alias);
        }
        // Through its encoding, so that verifying needs no device.
        return new SigningKey(VerifierKey.ofEncoded(certificate.getPublicKey().getEncoded()), key, device);
    }
}
