package io.elevenfold.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A browser shows the cookie of a session. */
final class SessionRequest extends BaseAuthenticationRequest {

    final String secret;

    SessionRequest(String secret) {
        this.secret = secret;
    }
}
