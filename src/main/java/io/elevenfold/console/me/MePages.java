package io.elevenfold.console.me;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.PersonView;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.policy.AttestationView;
import io.elevenfold.policy.Attestations;
import io.elevenfold.policy.Receipts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page that everybody has, and the receipts that belong to them. */
@Path("/me")
@Authenticated
@Blocking
class MePages {

    private final MyHome home;
    private final Attestations attestations;
    private final Receipts receipts;
    private final CurrentActor actor;

    MePages(MyHome home, Attestations attestations, Receipts receipts, CurrentActor actor) {
        this.home = home;
        this.attestations = attestations;
        this.receipts = receipts;
        this.actor = actor;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance mine() {
        return actor.person().map(person -> Templates.home(home.of(person))).orElseGet(Templates::nobody);
    }

    @GET
    @Path("/attestations/{id}")
    @Operation(hidden = true)
    public TemplateInstance receipt(UUID id) {
        return Templates.receipt(own(id));
    }

    @GET
    @Path("/attestations/{id}/receipt.json")
    @Operation(hidden = true)
    public Response json(UUID id) {
        return file(id, "application/json", "json", receipts.json(own(id)));
    }

    @GET
    @Path("/attestations/{id}/receipt.pdf")
    @Operation(hidden = true)
    public Response pdf(UUID id) {
        return file(id, "application/pdf", "pdf", receipts.pdf(own(id)));
    }

    private AttestationView own(UUID id) {
        UUID person = actor.person()
                .map(PersonView::id)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.FORBIDDEN, "This account belongs to nobody we know"));
        AttestationView attestation = attestations.withId(id);
        if (!attestation.personId().equals(person)) {
            throw ProblemException.notFound("No attestation of yours has the id " + id);
        }
        return attestation;
    }

    private static Response file(UUID id, String type, String ending, byte[] bytes) {
        return Response.ok(bytes)
                .type(type)
                .header("Content-Disposition", "attachment; filename=\"receipt-%s.%s\"".formatted(id, ending))
                .build();
    }

    @CheckedTemplate(basePath = "me")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance home(MyPage page);

        static native TemplateInstance nobody();

        static native TemplateInstance receipt(AttestationView attestation);
    }
}
