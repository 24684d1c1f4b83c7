package io.elevenfold.console.settings;

import io.elevenfold.console.Asked;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.posture.Enrollment;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/settings/enrolment")
@RolesAllowed(May.ADMINISTER)
@Blocking
class EnrolmentPages {

    private final Enrollment enrollment;
    private final SecurityIdentity identity;

    EnrolmentPages(Enrollment enrollment, SecurityIdentity identity) {
        this.enrollment = enrollment;
        this.identity = identity;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance enrolment(@Context UriInfo uri) {
        return page(uri, "");
    }

    /** Answers with the page and no redirect: the token is told here and nowhere again. */
    @POST
    @Operation(hidden = true)
    public TemplateInstance make(
            @Context UriInfo uri,
            @FormParam("name") @Nullable String name,
            @FormParam("uses") @Nullable String uses,
            @FormParam("hours") @Nullable String hours) {
        String token = enrollment.makeToken(
                Asked.orEmpty(name).strip(),
                number("uses", uses),
                Duration.ofHours(number("hours", hours)),
                identity.getPrincipal().getName());
        return page(uri, token);
    }

    private static TemplateInstance page(UriInfo uri, String token) {
        URI base = uri.getBaseUri();
        return Templates.enrolment(SetUp.forAgents(base.getScheme() + "://" + base.getAuthority(), token), token);
    }

    private static int number(String field, @Nullable String text) {
        String digits = Asked.orEmpty(text).strip();
        if (!digits.matches("\\d{1,6}")) {
            throw ProblemException.invalid(field + ": a whole number is expected");
        }
        return Integer.parseInt(digits);
    }

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        /** @param token empty unless one was made just now */
        static native TemplateInstance enrolment(List<SetUp> steps, String token);
    }
}
