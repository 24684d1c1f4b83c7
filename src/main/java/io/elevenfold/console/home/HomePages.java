package io.elevenfold.console.home;

import io.elevenfold.identity.May;
import io.elevenfold.identity.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/")
@RolesAllowed({May.LOOK, May.EXAMINE})
@Blocking
class HomePages {

    private final Home home;
    private final SecurityIdentity identity;

    HomePages(Home home, SecurityIdentity identity) {
        this.identity = identity;
        this.home = home;
    }

    @GET
    @Operation(hidden = true)
    public Response home() {
        if (identity.hasRole(Roles.AUDITOR) || identity.hasRole(Roles.EXTERNAL_AUDITOR)) {
            return Response.seeOther(URI.create("/evidence/engagements")).build();
        }
        // Its figures speak of the whole organisation; who sees a part of it begins where their part is.
        return identity.hasRole(May.SEE_WHOLE)
                ? Response.ok(Templates.home(home.page())).build()
                : Response.seeOther(URI.create("/me")).build();
    }

    @CheckedTemplate(basePath = "home")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance home(HomePage page);
    }
}
