package io.elevenfold.evidence;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.KeyRing;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.ledger.LedgerKey;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ledger from outside: signed heads, proofs, the key, and whether the records still fit. */
@Path("/api/v1")
@Tag(name = "Ledger")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class LedgerResource {

    private final Checkpoints checkpoints;
    private final LedgerChecks checks;
    private final Entries entries;
    private final KeyRing keys;
    private final KeyRotations rotations;
    private final CurrentActor actor;

    LedgerResource(
            Checkpoints checkpoints,
            LedgerChecks checks,
            Entries entries,
            KeyRing keys,
            KeyRotations rotations,
            CurrentActor actor) {
        this.entries = entries;
        this.checkpoints = checkpoints;
        this.checks = checks;
        this.keys = keys;
        this.rotations = rotations;
        this.actor = actor;
    }

    /**
     * A key of the history.
     *
     * @param algorithm {@code Ed25519} or {@code ECDSA P-256}
     * @param fingerprint SHA-256 of the SubjectPublicKeyInfo, hex
     * @param statement that it follows the key before, a signed note of both; null for the first
     */
    public record KeyView(
            int number,
            String algorithm,
            String pem,
            String fingerprint,
            Instant since,
            @Nullable Instant until,
            @Nullable String statement,
            String by,
            @Nullable String reason) {

        static KeyView of(LedgerKey key) {
            return new KeyView(
                    key.number(),
                    key.key().algorithmName(),
                    key.key().pem(),
                    key.key().fingerprint(),
                    key.since(),
                    key.until(),
                    key.statement(),
                    key.by(),
                    key.reason());
        }
    }

    /**
     * What is asked for.
     *
     * @param to the name of a configured key; null for a new one in the data directory
     */
    public record Rotation(@Nullable String reason, @Nullable String to) {}

    /** Hashes in Base64, in the order in which RFC 9162 uses them. */
    public record ProofView(int log, long index, long size, List<String> hashes) {}

    /** Proves that the log of the larger size begins with that of the smaller one. */
    public record ConsistencyView(int log, long from, long to, List<String> hashes) {}

    @GET
    @Path("/ledger/checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The head of a log as it stands, signed: C2SP tlog-checkpoint")
    public String checkpoint(@QueryParam("lane") @DefaultValue("0") int lane) {
        return answered(() -> checkpoints.sign(lane))
                .map(Checkpoint::note)
                .orElseThrow(() -> ProblemException.notFound("log with leaves of number " + lane));
    }

    @GET
    @Path("/ledger/logs/{log}/checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The same, at the path of C2SP tlog-tiles")
    public String checkpointOf(int log) {
        return checkpoint(log);
    }

    @GET
    @Path("/ledger/logs/{log}/tile/{path:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "A tile of hashes, or a bundle of leaves: C2SP tlog-tiles")
    public byte[] tile(int log, String path) {
        TilePath tile = TilePath.of(path);
        try {
            return tile.level() == TilePath.ENTRIES
                    ? entries.bundle(log, tile.first(), tile.width())
                    : checkpoints.hashes(log, tile.level(), tile.first(), tile.width());
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(String.valueOf(e.getMessage()));
        }
    }

    @GET
    @Path("/ledger/key")
    @Produces(MediaType.TEXT_PLAIN)
    // Receipts and packages are verified with it by those who get them: developers and auditors from outside too.
    @Authenticated
    @Operation(summary = "The public key of the checkpoints' signatures, in PEM")
    public String key() {
        return keys.current().pem();
    }

    @GET
    @Path("/ledger/keys")
    @Operation(summary = "All public keys, the oldest first, each with the statement that hands over to it")
    public List<KeyView> keys() {
        return keys.history().stream().map(KeyView::of).toList();
    }

    @POST
    @Path("/ledger/keys")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Lets a new key sign from now on; the old one hands over to it")
    public KeyView rotate(@Nullable Rotation rotation) {
        return KeyView.of(rotations.rotate(
                actor.get(), rotation == null ? null : rotation.to(), rotation == null ? null : rotation.reason()));
    }

    @GET
    @Path("/ledger/inclusion")
    @Operation(summary = "What has to be hashed with a leaf to come to the root of a size (RFC 9162 §2.1.3)")
    public ProofView inclusion(
            @QueryParam("lane") @DefaultValue("0") int lane,
            @QueryParam("index") long index,
            @QueryParam("size") long size) {
        return new ProofView(lane, index, size, base64(answered(() -> checkpoints.inclusion(lane, index, size))));
    }

    @GET
    @Path("/ledger/consistency")
    @Operation(summary = "What shows that a log only grew between two sizes (RFC 9162 §2.1.4)")
    public ConsistencyView consistency(
            @QueryParam("lane") @DefaultValue("0") int lane, @QueryParam("from") long from, @QueryParam("to") long to) {
        return new ConsistencyView(lane, from, to, base64(answered(() -> checkpoints.consistency(lane, from, to))));
    }

    @GET
    @Path("/ledger/self-check")
    @Operation(summary = "What the last check of each log found")
    public List<LedgerCheck> lastChecks() {
        return checks.latest();
    }

    @POST
    @Path("/ledger/self-check")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Recomputes every log from its records; takes as long as there are records")
    public List<LedgerCheck> check() {
        return checks.check();
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        } catch (LedgerException e) {
            throw new ProblemException(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> base64(List<byte[]> hashes) {
        return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
    }
}
