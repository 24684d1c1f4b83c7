package io.elevenfold.policy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;

/**
 * A signature.
 *
 * @param policy the title that the policy has now
 * @param sha256 of what was signed; lower-case hex
 * @param record canonical JSON: what the ledger's leaf commits to
 * @param position of the leaf in the log of governance
 */
public record AttestationView(
        UUID id,
        UUID personId,
        String email,
        UUID policyId,
        String policy,
        int version,
        String sha256,
        Instant signedAt,
        @JsonRawValue String record,
        UUID entryId,
        long position) {}
