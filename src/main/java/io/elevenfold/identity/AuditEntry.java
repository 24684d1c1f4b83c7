package io.elevenfold.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act that was kept.
 *
 * @param position of the ledger's entry, in the log of governance
 * @param actor name of an account or person, {@code token:<name>}, or what of the service acted
 * @param type what happened, for example {@code token.revoked}
 * @param subject whom or what it was done to; all zeros for nobody in particular
 * @param person name of the subject, where it is a person that we know
 * @param detail what happened in full
 */
public record AuditEntry(
        long position, Instant at, String actor, String type, UUID subject, @Nullable String person, JsonNode detail) {}
