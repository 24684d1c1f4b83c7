package io.elevenfold.identity;

import io.quarkus.security.credential.TokenCredential;

/** A token that means nothing outside this service. */
final class OpaqueToken extends TokenCredential {

    OpaqueToken(String secret) {
        super(secret, "bearer");
    }
}
