package io.elevenfold.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Somebody shows a token that means nothing outside this service. */
final class MachineRequest extends BaseAuthenticationRequest {

    final String secret;

    MachineRequest(String secret) {
        this.secret = secret;
    }
}
