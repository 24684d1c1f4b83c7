package io.elevenfold.console.home;

import io.elevenfold.console.Frame;
import io.elevenfold.identity.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR, Roles.DEVELOPER})
@Blocking
class HomePages {

    private final Home home;
    private final Frame frame;

    HomePages(Home home, Frame frame) {
        this.home = home;
        this.frame = frame;
    }

    @GET
    @Operation(hidden = true)
    public Response home() {
        if (!frame.seesTheHouse()) {
            return Response.seeOther(URI.create("/me")).build();
        }
        return Response.ok(Templates.home(home.page())).build();
    }

    @CheckedTemplate(basePath = "home")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance home(HomePage page);
    }
}
