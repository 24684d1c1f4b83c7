package io.elevenfold.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Keys for the ledger that the organisation keeps itself, by a name of its choice. */
@ConfigMapping(prefix = "elevenfold.ledger.keys")
interface KeysConfig {

    @WithParentName
    Map<String, External> named();

    /** Where a key lies: a file in PEM, a keystore, or a device. */
    interface External {

        /** An Ed25519 key, PKCS#8 in PEM without a password, as {@code openssl genpkey -algorithm ed25519} makes it. */
        Optional<Path> pem();

        /** A keystore of Java's. */
        Optional<Path> keystore();

        @WithDefault("PKCS12")
        String keystoreType();

        /** A configuration file of SunPKCS11 that names the library and the slot of a device. */
        Optional<Path> pkcs11();

        /** Opens the keystore, or is the device's PIN. */
        Optional<String> password();

        /** The entry of keystore or device; not needed when it has one only. */
        Optional<String> alias();
    }
}
