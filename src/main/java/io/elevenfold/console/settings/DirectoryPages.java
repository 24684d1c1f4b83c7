package io.elevenfold.console.settings;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.Directory;
import io.elevenfold.identity.DirectoryRun;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/settings/directory")
@RolesAllowed(May.ADMINISTER)
@Blocking
class DirectoryPages {

    private final Directory directory;
    private final CurrentActor actor;

    DirectoryPages(Directory directory, CurrentActor actor) {
        this.directory = directory;
        this.actor = actor;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance runs() {
        return Templates.directory(directory.isConfigured(), directory.runs());
    }

    @POST
    @Operation(hidden = true)
    public Response synchronise(@FormParam("whole") @Nullable String whole) {
        directory.synchronise(actor.get(), whole != null);
        return Response.seeOther(URI.create("/settings/directory")).build();
    }

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance directory(boolean configured, List<DirectoryRun> runs);
    }
}
