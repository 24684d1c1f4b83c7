package io.elevenfold.identity;

import java.time.Instant;

/**
 * How and when somebody last proved who they are.
 *
 * @param method {@code password}, {@code password+otp} (with a code of their authenticator) or {@code oidc} (by the
 *     identity provider)
 * @param at when; for the provider, when it says
 */
public record Proof(String method, Instant at) {}
