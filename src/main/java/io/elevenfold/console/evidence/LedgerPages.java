package io.elevenfold.console.evidence;

import io.elevenfold.evidence.LedgerCheck;
import io.elevenfold.evidence.LedgerChecks;
import io.elevenfold.identity.May;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.ledger.SigningKey;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The ledger for people: what was signed, whether the records still fit, and how to see for oneself. */
@Path("/ledger")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class LedgerPages {

    private final Checkpoints checkpoints;
    private final LedgerChecks checks;
    private final SigningKey key;
    private final SecurityIdentity identity;

    LedgerPages(Checkpoints checkpoints, LedgerChecks checks, SigningKey key, SecurityIdentity identity) {
        this.checkpoints = checkpoints;
        this.checks = checks;
        this.key = key;
        this.identity = identity;
    }

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
        return Templates.ledger(logs, key.pem(), identity.hasRole(May.ADMINISTER));
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

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance ledger(List<LogLine> logs, String key, boolean mayCheck);
    }
}
