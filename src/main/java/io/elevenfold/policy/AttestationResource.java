package io.elevenfold.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.identity.PersonView;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Attestations")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class AttestationResource {

    /** A field for whom or when would be an invitation; so any other field is refused, not passed over. */
    private static final Set<String> FIELDS = Set.of("policy_id", "version", "sha256");

    private final Attestations attestations;
    private final Receipts receipts;
    private final CurrentActor actor;

    AttestationResource(Attestations attestations, Receipts receipts, CurrentActor actor) {
        this.attestations = attestations;
        this.receipts = receipts;
        this.actor = actor;
    }

    @GET
    @Path("/attestations")
    @Operation(summary = "Signatures, newest first")
    public Page<AttestationView> list(
            @QueryParam("policy") @Nullable UUID policy,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return attestations.newest(policy, limit, after);
    }

    @GET
    @Path("/attestations/{id}")
    @Operation(summary = "One signature")
    public AttestationView one(UUID id) {
        return attestations.withId(id);
    }

    @GET
    @Path("/attestations/{id}/receipt")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The receipt, with the proof that the ledger holds it")
    public byte[] receipt(UUID id) {
        return receipts.json(attestations.withId(id));
    }

    @POST
    @Path("/attestations")
    @RolesAllowed(May.LOOK)
    @Operation(summary = "Sign the version in force, as the person who is signed in, now")
    public Response sign(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("policy_id, version and sha256 are expected");
        }
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw ProblemException.invalid("policy_id, version and sha256 are expected, and nothing else");
            }
        });
        PersonView person = actor.person()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN, "Only a person can sign: a token, or an account of nobody, cannot"));
        AttestationView signed = attestations.sign(
                actor.get(),
                actor.proof().orElse(null),
                person,
                uuid(body.path("policy_id").asText()),
                body.path("version").asInt(),
                body.path("sha256").asText());
        return Response.status(Response.Status.CREATED).entity(signed).build();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("policy_id: the id of a policy is expected");
        }
    }
}
