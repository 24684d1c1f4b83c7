package io.elevenfold.console.evidence;

import io.elevenfold.evidence.KeyRotations;
import io.elevenfold.evidence.LedgerCheck;
import io.elevenfold.evidence.LedgerChecks;
import io.elevenfold.evidence.retention.LegalHold;
import io.elevenfold.evidence.retention.LegalHolds;
import io.elevenfold.evidence.retention.Retention;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.KeyRing;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.ledger.LedgerKey;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The ledger for people: what was signed, whether the records still fit, and how to see for oneself. */
@Path("/ledger")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class LedgerPages {

    private final Checkpoints checkpoints;
    private final LedgerChecks checks;
    private final KeyRing keys;
    private final KeyRotations rotations;
    private final LegalHolds holds;
    private final Retention retention;
    private final CurrentActor actor;
    private final SecurityIdentity identity;

    LedgerPages(
            Checkpoints checkpoints,
            LedgerChecks checks,
            KeyRing keys,
            KeyRotations rotations,
            LegalHolds holds,
            Retention retention,
            CurrentActor actor,
            SecurityIdentity identity) {
        this.checkpoints = checkpoints;
        this.checks = checks;
        this.keys = keys;
        this.rotations = rotations;
        this.holds = holds;
        this.retention = retention;
        this.actor = actor;
        this.identity = identity;
    }

    /**
     * What the page shows.
     *
     * @param keys all public keys, the one that signs first
     * @param nextKeys names of configured keys that a rotation can go to; empty for who may not rotate
     * @param rules how long each class of records is kept
     * @param holds empty for who may not see the audit trail
     * @param mayHold whether they may ask for holds, and decide on those of others
     */
    record Page(
            List<LogLine> logs,
            List<LedgerKey> keys,
            Set<String> nextKeys,
            List<Retention.Rule> rules,
            List<LegalHold> holds,
            boolean mayHold,
            boolean mayChange) {}

    /**
     * A log.
     *
     * @param head signed as it stands; null for a log without leaves, or one that denies what was signed before
     * @param refused why it cannot be signed; null when it can
     * @param check the last one; null before the first
     */
    record LogLine(int number, @Nullable Checkpoint head, @Nullable String refused, @Nullable LedgerCheck check) {

        public boolean isGovernance() {
            return number == 0;
        }

        public String root() {
            return head == null ? "" : HexFormat.of().formatHex(head.root());
        }

        /** The word for how it stands. */
        public String state() {
            if (refused != null || check != null && !check.faults().isEmpty()) {
                return "damaged";
            }
            return check == null ? "not_checked" : "intact";
        }
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance ledger() {
        List<LedgerCheck> latest = checks.latest();
        List<LogLine> logs = checkpoints.logs().stream()
                .map(log -> line(
                        log,
                        latest.stream()
                                .filter(check -> check.log() == log)
                                .findFirst()
                                .orElse(null)))
                .toList();
        List<LedgerKey> newestFirst = new ArrayList<>(keys.history());
        Collections.reverse(newestFirst);
        boolean mayChange = identity.hasRole(May.ADMINISTER);
        return Templates.ledger(new Page(
                logs,
                newestFirst,
                mayChange ? rotations.candidates() : Set.of(),
                retention.rules(),
                identity.hasRole(May.SEE_AUDIT_TRAIL) ? holds.all() : List.of(),
                identity.hasRole(May.GOVERN),
                mayChange));
    }

    /** The same as the API gives, for those who are signed in to the console. */
    @GET
    @Path("/key.pem")
    @Produces("application/x-pem-file")
    @Authenticated
    @Operation(hidden = true)
    public Response key() {
        return Response.ok(keys.current().pem())
                .header("Content-Disposition", "attachment; filename=\"ledger.pem\"")
                .build();
    }

    private LogLine line(int log, @Nullable LedgerCheck check) {
        try {
            Optional<Checkpoint> head = checkpoints.sign(log);
            return new LogLine(log, head.orElse(null), null, check);
        } catch (LedgerException e) {
            return new LogLine(log, null, e.getMessage(), check);
        }
    }

    @POST
    @Path("/checks")
    @RolesAllowed(May.ADMINISTER)
    @Operation(hidden = true)
    public Response check() {
        checks.check();
        return Response.seeOther(URI.create("/ledger")).build();
    }

    @POST
    @Path("/keys")
    @RolesAllowed(May.ADMINISTER)
    @Operation(hidden = true)
    public Response rotate(@FormParam("to") @Nullable String to, @FormParam("reason") @Nullable String reason) {
        rotations.rotate(actor.get(), to, reason);
        return Response.seeOther(URI.create("/ledger#keys")).build();
    }

    @POST
    @Path("/holds")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response hold(@FormParam("name") @Nullable String name, @FormParam("reason") @Nullable String reason) {
        holds.ask(actor.get(), new LegalHolds.Request(name, reason, null, null, null));
        return toHolds();
    }

    @POST
    @Path("/holds/{id}/release")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response release(UUID id, @FormParam("reason") @Nullable String reason) {
        holds.askRelease(actor.get(), id, reason);
        return toHolds();
    }

    @POST
    @Path("/holds/{id}/approval")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response approve(UUID id) {
        holds.approve(actor.get(), id);
        return toHolds();
    }

    @POST
    @Path("/holds/{id}/refusal")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response refuse(UUID id) {
        holds.refuse(actor.get(), id);
        return toHolds();
    }

    private static Response toHolds() {
        return Response.seeOther(URI.create("/ledger#retention")).build();
    }

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance ledger(Page page);
    }
}
