package io.elevenfold.posture;

import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Enrolment")
@Blocking
class EnrollmentResource {

    private static final int DEFAULT_HOURS = 24;
    private static final String SCHEME = "Bearer ";

    private final Enrollment enrollment;
    private final SecurityIdentity identity;

    EnrollmentResource(Enrollment enrollment, SecurityIdentity identity) {
        this.enrollment = enrollment;
        this.identity = identity;
    }

    @POST
    @Path("/enrollment-tokens")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Make an enrolment token; it is told in this answer only")
    public Response makeToken(@Nullable NewEnrollmentToken wanted) {
        if (wanted == null || wanted.name() == null) {
            throw ProblemException.invalid("name: a text is expected");
        }
        String token = enrollment.makeToken(
                wanted.name(),
                wanted.maxUses() == null ? 1 : wanted.maxUses(),
                Duration.ofHours(wanted.expiresInHours() == null ? DEFAULT_HOURS : wanted.expiresInHours()),
                identity.getPrincipal().getName());
        return Response.status(Response.Status.CREATED)
                .entity(new MadeToken(token))
                .build();
    }

    // The enrolment token is no identity: it is spent here and opens nothing else.
    @POST
    @Path("/enroll")
    @PermitAll
    @Operation(summary = "Turn an enrolment token (bearer) into an endpoint's own credential")
    public Response enroll(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Nullable NewEndpoint wanted) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "Authorization: Bearer <enrolment token> is expected");
        }
        if (wanted == null || wanted.hostname() == null || wanted.os() == null) {
            throw ProblemException.invalid("hostname, os: texts are expected");
        }
        Enrollment.Enrolled enrolled = enrollment.enroll(
                authorization.substring(SCHEME.length()).strip(), wanted.hostname(), wanted.os(), wanted.person());
        return Response.status(Response.Status.CREATED).entity(enrolled).build();
    }

    /** @param maxUses null for one */
    record NewEnrollmentToken(@Nullable String name, @Nullable Integer maxUses, @Nullable Integer expiresInHours) {}

    record MadeToken(String token) {}

    /** @param person e-mail address of who is answerable; null when nobody is */
    record NewEndpoint(@Nullable String hostname, @Nullable String os, @Nullable String person) {}
}
