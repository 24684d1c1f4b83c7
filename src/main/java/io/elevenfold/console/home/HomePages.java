package io.elevenfold.console.home;

import io.elevenfold.identity.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR})
@Blocking
class HomePages {

    private final Home home;

    HomePages(Home home) {
        this.home = home;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance home() {
        return Templates.home(home.page());
    }

    @CheckedTemplate(basePath = "home")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance home(HomePage page);
    }
}
