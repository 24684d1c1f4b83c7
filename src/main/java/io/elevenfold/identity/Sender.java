package io.elevenfold.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The machine behind a request, as its token tells: what it sends is attributed to this endpoint and person, whatever
 * the payload claims.
 *
 * @param tokenId the token that was shown
 * @param endpointId the enrolled endpoint; null for an ingest token, which speaks for many
 * @param personId who is answerable for the endpoint; null when nobody is known
 * @param email that person's address; null when nobody is known
 */
public record Sender(UUID tokenId, @Nullable UUID endpointId, @Nullable UUID personId, @Nullable String email) {}
